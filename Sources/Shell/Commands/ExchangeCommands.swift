import HTTP
import JSON
import Providers
import Query
import Rendering
import Script

extension PromptCommand {
  static let curl = PromptCommand(
    name: "curl", usage: "curl [@n] [--full]",
    details: """
      Credentials are variables of the shell: the command runs where they are set, and a comment says how to get one that is
      computed for each request. --full keeps the headers that curl sends by itself.
      """
  ) { call throws(Failure) in
    let exchange = try call.wholeExchange(try call.exchangeWord(options: ["--full"]))
    let credential = try call.services.providers.client.sessions.shellCredential(of: exchange.account)
    call.console.printer.text(CurlText(exchange, credential, isFull: call.words.contains("--full")).text)
  }

  static let har = PromptCommand(
    name: "har", usage: "har [@a..@b] [to path] [--force]"
  ) { call throws(Failure) in
    let (word, path) = try call.exchangesAndPath(options: ["--force"])
    let exchanges = try call.exchanges(word)
    for exchange in exchanges where exchange.isAbridged { _ = try call.wholeExchange("@\(exchange.id)") }
    let archive = HTTPArchive(exchanges, version: Version.current).value
    guard let path else { return call.console.printer.show(archive) }
    try call.save(
      render(archive, as: .json), to: path, exchanges.count == 1 ? "1 exchange" : "\(exchanges.count) exchanges")
    call.transcript.files.note(archive: path)
  }

  static let diff = PromptCommand(
    name: "diff", usage: "diff [@a [@b]]"
  ) { call throws(Failure) in
    let words = call.words.isEmpty ? ["@-1", "@last"] : call.words.count == 1 ? call.words + ["@last"] : call.words
    guard words.count == 2 else { throw call.usage("diff takes two exchanges") }
    let texts = try words.map { (word) throws(Failure) in PromptCommand.text(of: try call.wholeExchange(word)) }
    let difference = LineDifference(texts[0], texts[1]).text
    call.console.printer.text(difference.isEmpty ? "the responses are equal" : String(difference.dropLast()))
  }

  private static func text(of exchange: Exchange) -> String {
    let body = exchange.response?.body ?? []
    guard let value = try? Value.parse(utf8: body) else { return String(decoding: body, as: UTF8.self) }
    return value.json(Format(indent: .spaces(2), sortKeys: true))
  }

  static let replay = PromptCommand(
    name: "replay", usage: "replay [@n]"
  ) { call throws(Failure) in
    let exchange = try call.exchange(try call.exchangeWord())
    let services = call.services
    call.interpreter.show(
      try services.providers.client.repeat(exchange.id, cancellation: services.cancellation.value))
  }

  static let script = PromptCommand(
    name: "script", usage: "script [@a..@b] to path [--force]"
  ) { call throws(Failure) in
    guard case (let word, let path?) = try call.exchangesAndPath(options: ["--force"]) else {
      throw call.usage("script needs exchanges and a path")
    }
    let script = SessionScript(call.transcript.lines.all, try call.exchanges(word))
    try call.save(Array(script.contents.utf8), to: path, "a script")
    for piece in script.pieces { call.transcript.files.note(piece, in: path) }
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

  static let watch = PromptCommand(
    name: "watch", usage: "watch seconds expression"
  ) { call throws(Failure) in
    guard call.command.expression != nil, let word = call.words.first, let seconds = Double(word), seconds > 0 else {
      throw call.usage("watch needs seconds and an expression")
    }
    let text = String(call.command.rest.dropFirst(word.count))
    let reader = call.services.providers.reader
    while !call.services.cancellation.value.isCancelled {
      let outcome = call.interpreter.execute(text, name: "watch", caller: reader)
      call.console.printer.finish()
      try call.report(outcome)
      guard outcome.exitCode == 0 else { break }
      try? WallClock.system.sleep(seconds, call.services.cancellation.value)
    }
  }
}

extension Expression {
  /// Whether it is one call, or the pages of one, and nothing else that sends.
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
