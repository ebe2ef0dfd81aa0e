import Diagnostics
import HTTP
import JSON
import Providers
import Query
import Release
import Rendering
import Script

extension PromptCommand.Call {
  /// Parses `[@n] [--profile name]`.
  fileprivate func exchangeAndProfile() throws(Failure) -> (exchange: String, profile: String?) {
    guard let option = words.firstIndex(of: "--profile") else { return (try exchangeWord(), nil) }
    guard words.indices.contains(option + 1), Account.isProfileName(words[option + 1]) else {
      throw usage("--profile needs the name of a profile")
    }
    let others = words[..<option] + words[(option + 2)...]
    guard others.count < 2 else { throw usage("unexpected `\(others.last ?? "")`: `replay` accepts one exchange") }
    return (others.first ?? "@last", words[option + 1])
  }

  /// An exchange's response body, or the output of an expression, which may send only reads.
  fileprivate func value(toCompare text: String) throws(Failure) -> Value {
    if text.wholeMatch(of: /@(last|-?\d+)/) != nil {
      let exchange = try wholeExchange(text)
      guard let body = exchange.response?.body else {
        throw Failure(
          .usage, "@\(exchange.id) has no response to compare", hint: "`trace @\(exchange.id)` shows what was sent")
      }
      return (try? Value.parse(utf8: body)) ?? Value(String(decoding: body, as: UTF8.self))
    }
    var evaluation = SideEvaluation(
      interpreter, catalog: services.providers.catalog, caller: services.providers.reader)
    evaluation.context = interpreter.environment.makeQuietContext()
    guard let value = try evaluation.value(of: text) else {
      throw Failure(.script, "\(oneLine(text)) has no output", hint: "`[ … ]` makes an array of what there is")
    }
    return value
  }
}

extension PromptCommand {
  static let curl = PromptCommand(
    name: "curl", usage: "curl [@n] [--full]",
    details: """
      Credentials are shell variables: the command runs where they are set, and a comment shows how to get one that is
      computed for each request. --full keeps the headers that curl sends by itself.
      """
  ) { call throws(Failure) in
    let exchange = try call.wholeExchange(try call.exchangeWord(options: ["--full"]))
    let credentials = try call.services.providers.client.sessions.shellCredentials(of: exchange.account)
    call.console.printer.text(CurlText(exchange, credentials, isFull: call.words.contains("--full")).text)
  }

  static let trace = PromptCommand(
    name: "trace", usage: "trace [@n]",
    details: "Queue is what waited before a try: a rate limit, a login, the pause before a retry."
  ) { call throws(Failure) in
    let exchange = try call.exchange(try call.exchangeWord())
    if exchange.isAbridged { _ = try call.wholeExchange("@\(exchange.id)") }
    call.console.printer.text(TraceText(exchange, columns: call.console.printer.columns).text)
  }

  static let har = PromptCommand(
    name: "har", usage: "har [@a..@b] [to path] [--mask] [--force]",
    details: "--mask replaces names and e-mail addresses of people, each by the same substitute everywhere."
  ) { call throws(Failure) in
    let (word, path) = try call.exchangesAndPath(options: ["--mask", "--force"])
    let exchanges = try call.exchanges(word)
    for exchange in exchanges where exchange.isAbridged { _ = try call.wholeExchange("@\(exchange.id)") }
    let mask = PeopleMask(of: exchanges)
    let archive = HTTPArchive(
      call.words.contains("--mask") ? exchanges.map { mask.masked($0) } : exchanges, version: Release.version
    ).value
    guard let path else { return call.console.printer.show(archive) }
    try call.save(
      render(archive, as: .json), to: path, exchanges.count.of("exchange"))
    call.transcript.files.note(archive: path)
  }

  static let diff = PromptCommand(
    name: "diff", usage: "diff [a [b]]",
    details: """
      Two exchanges, variables, calls that read, or expressions in brackets, with a blank between them: diff @3 @7, diff $old $new,
      diff (pads.list | length) (each(pads.list) | length). One of them is compared with the latest exchange, none compares the
      latest two. Each line has the path of a place: ~ for another value, - for what only the first has, + for what only the second has.
      """
  ) { call throws(Failure) in
    let operands = Operands(call.command.rest).texts
    guard operands.count < 3 else {
      throw call.usage("diff accepts two values; put one that contains blanks in parentheses")
    }
    let words = operands.isEmpty ? ["@-1", "@last"] : operands.count == 1 ? operands + ["@last"] : operands
    let values = try words.map { (word) throws(Failure) in try call.value(toCompare: word) }
    if operands.count < 2 {
      let names = try words.map { (word) throws(Failure) in
        word.hasPrefix("@") ? "@\(try call.exchange(word).id)" : word
      }
      call.console.remark(names.joined(separator: " and "))
    }
    let difference = StructuralDifference(values[0], values[1])
    call.console.printer.text(difference.lines.isEmpty ? "they are equal" : difference.lines.joined(separator: "\n"))
    if difference.hidden > 0 {
      let secrets = difference.hidden == 1 ? "a secret" : "\(difference.hidden) secrets"
      call.console.remark("\(secrets) could not be compared: exchanges keep `\(Redactor.mark)` instead")
    }
  }

  static let share = PromptCommand(
    name: "share", usage: "share [@a..@b] [to path.md|path.html] [--keep-names] [--force]",
    details: """
      A page for a ticket: lines, calls, status, time, the beginning of each response, and curl commands. It contains no credentials.
      People become `Person 1` and `person-1@example.com`, the same person always with the same number; --keep-names keeps them.
      """
  ) { call throws(Failure) in
    let (word, path) = try call.exchangesAndPath(options: ["--keep-names", "--force"])
    let format = path?.split(separator: ".").last.map { $0.lowercased() } ?? "md"
    guard ["md", "html"].contains(format) else {
      throw call.usage("share writes .md and .html, not \(path ?? "")")
    }
    let exchanges = try call.exchanges(word)
    for exchange in exchanges where exchange.isAbridged { _ = try call.wholeExchange("@\(exchange.id)") }
    let lines = call.transcript.lines.all
    let sessions = call.services.providers.client.sessions
    let transcript = SharedTranscript(
      exchanges, version: Release.version, now: WallClock.system.now(), keepsNames: call.words.contains("--keep-names"),
      line: { exchange in lines.first { $0.exchanges.contains(exchange.id) && !$0.isComment }?.text },
      credentials: { (try? sessions.shellCredentials(of: $0.account)) ?? [] })
    let text = format == "html" ? transcript.html : transcript.markdown
    guard let path else { return call.console.printer.text(String(text.dropLast())) }
    try call.save(Array(text.utf8), to: path, exchanges.count.of("exchange"))
    call.transcript.files.note(archive: path)
  }

  static let replay = PromptCommand(
    name: "replay", usage: "replay [@n] [--profile name]",
    details:
      "The policy applies as for a first call, and a write asks for confirmation. --profile sends it to another account of the provider."
  ) { call throws(Failure) in
    let (word, profile) = try call.exchangeAndProfile()
    let exchange = try call.exchange(word)
    let services = call.services
    let account = profile.map { services.providers.catalog.account(exchange.provider, profile: $0) }
    call.interpreter.show(
      try services.providers.client.repeat(exchange.id, as: account, cancellation: services.cancellation.value))
  }

  static let explain = PromptCommand(
    name: "explain", usage: "explain call",
    details: """
      What the call would send, with the values that it has now, and what policy, limits and retries would do. Of several calls it is
      the first one: what comes after it depends on the response.
      """
  ) { call throws(Failure) in
    guard let expression = call.command.expression else { throw call.usage("explain needs a call") }
    let explanation = Explanation(call.services)
    var evaluation = SideEvaluation(
      call.interpreter, catalog: call.services.providers.catalog, caller: explanation)
    evaluation.context = call.interpreter.environment.makeQuietContext()
    do throws(Failure) {
      try evaluation.run(call.command.rest)
    } catch {
      guard explanation.text != nil else { throw error }
    }
    guard let text = explanation.text else { return call.console.printer.text("nothing would be sent") }
    let isAlone = expression.isOneCall
    call.console.printer.text(text + (isAlone ? "" : "\n\nThe rest of the line depends on the response."))
  }
}

extension Expression {
  /// Whether it is a single call, possibly inside `each` or `pages`, and sends nothing else.
  fileprivate var isOneCall: Bool {
    var calls = 0
    visit { if case .dotted = $0.kind { calls += 1 } }
    switch kind {
    case .dotted: return calls == 1
    case .function(let name, let arguments):
      guard name.text == "each" || name.text == "pages", let argument = arguments.first else { return false }
      return argument.isOneCall
    default: return false
    }
  }
}
