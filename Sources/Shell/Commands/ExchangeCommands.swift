import HTTP
import JSON
import Providers
import Query
import Rendering
import Script
import Synchronization

extension PromptCommand {
  static let curl = PromptCommand(
    name: "curl", usage: "curl @n"
  ) { call throws(Failure) in
    guard let word = call.words.first else { throw call.usage("curl needs an exchange") }
    call.console.printer.text(CurlText(try call.wholeExchange(word)).text)
  }

  static let har = PromptCommand(
    name: "har", usage: "har @a..@b [to path]"
  ) { call throws(Failure) in
    guard let word = call.words.first else { throw call.usage("har needs exchanges") }
    let exchanges = try call.exchanges(word)
    for exchange in exchanges where exchange.isAbridged { _ = try call.wholeExchange("@\(exchange.id)") }
    let archive = HTTPArchive(exchanges).value
    guard call.words.count > 1 else { return call.console.printer.show(archive) }
    guard call.words.count == 3, call.words[1] == "to" else { throw call.usage("har takes `to` and a path") }
    // Responses are about people.
    try call.save(render(archive, as: .json), to: call.words[2], mode: 0o600)
    call.transcript.files.note(archive: call.words[2])
  }

  static let diff = PromptCommand(
    name: "diff", usage: "diff @a @b"
  ) { call throws(Failure) in
    guard call.words.count == 2 else { throw call.usage("diff needs two exchanges") }
    let texts = try call.words.map { (word) throws(Failure) in PromptCommand.text(of: try call.wholeExchange(word)) }
    let difference = LineDifference(texts[0], texts[1]).text
    call.console.printer.text(difference.isEmpty ? "the answers are equal" : String(difference.dropLast()))
  }

  private static func text(of exchange: Exchange) -> String {
    let body = exchange.response?.body ?? []
    guard let value = try? Value.parse(utf8: body) else { return String(decoding: body, as: UTF8.self) }
    return value.json(Format(indent: .spaces(2), sortKeys: true))
  }

  static let replay = PromptCommand(
    name: "replay", usage: "replay @n"
  ) { call throws(Failure) in
    guard let word = call.words.first else { throw call.usage("replay needs an exchange") }
    let exchange = try call.exchange(word)
    let services = call.services
    call.interpreter.show(
      try services.providers.client.repeat(exchange.id, cancellation: services.cancellation.value))
  }

  static let script = PromptCommand(
    name: "script", usage: "script @a..@b to path"
  ) { call throws(Failure) in
    guard call.words.count == 3, call.words[1] == "to" else {
      throw call.usage("script needs exchanges and a path")
    }
    let script = SessionScript(call.transcript.lines.all, try call.exchanges(call.words[0]))
    try call.save(Array(script.contents.utf8), to: call.words[2], mode: 0o600)
    for piece in script.pieces { call.transcript.files.note(piece, in: call.words[2]) }
  }

  static let explain = PromptCommand(
    name: "explain", usage: "explain call"
  ) { call throws(Failure) in
    guard call.command.expression != nil else { throw call.usage("explain needs a call") }
    let (providers, printer) = (call.services.providers, call.console.printer)
    let hasSent = Atomic(false)
    let caller = providers.explainingCaller {
      hasSent.store(true, ordering: .relaxed)
      printer.text($0)
    }
    try SideEvaluation(call.interpreter, catalog: providers.catalog, caller: caller).run(call.command.rest)
    if !hasSent.load(ordering: .relaxed) { printer.text("nothing would be sent") }
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
