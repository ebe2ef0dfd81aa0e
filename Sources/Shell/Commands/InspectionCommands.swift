import HTTP
import JSON
import Query
import Rendering
import Script
import Terminal

extension PromptCommand {
  static let providers = PromptCommand(
    name: "providers", usage: "providers"
  ) { call throws(Failure) in
    call.console.printer.table(ProviderTables(call.services).providers)
  }

  static let sessions = PromptCommand(
    name: "sessions", usage: "sessions"
  ) { call throws(Failure) in
    call.console.printer.table(ProviderTables(call.services).sessions)
  }

  static let vars = PromptCommand(
    name: "vars", usage: "vars"
  ) { call throws(Failure) in
    let rows = call.interpreter.variables.map { name, value -> Value in
      ["name": Value("$" + name), "type": Value(value.typeName), "value": Value(preview(value, columns: 50))]
    }
    call.console.printer.table(rows)
  }

  static let exchanges = PromptCommand(
    name: "exchanges", usage: "exchanges [n]",
    details: """
      The newest first; the rounds of one `watch` are one row. `exchanges` is also an expression: `exchanges | map(select(.status >= 400))`; @3, @last and @-1 are complete exchanges.
      """
  ) { call throws(Failure) in
    guard call.words.count < 2 else { throw call.usage("exchanges accepts one number") }
    var count = Int.max
    if let word = call.words.first {
      guard let number = Int(word), number > 0 else { throw call.usage("`\(word)` is not a number of exchanges") }
      count = number
    }
    let log = call.services.connection.log
    guard log.count > 0 else { return call.console.notify("nothing was sent yet") }
    let now = WallClock.system.now()
    let watched = call.transcript.lines.all.filter(\.isWatched).map(\.exchanges)
    let rows = ExchangeRow.rows(of: Array(log.all), folding: watched, now: now)
    call.console.printer.table(rows.suffix(count).reversed().map(\.value))
  }

  static let history = PromptCommand(
    name: "history", usage: "history [n] [--details]",
    details: """
      The last 20 lines, or n. `--details` adds when each was entered, the provider in use or called, exit status and duration.
      What was entered in the sandbox is shown there only.
      """
  ) { call throws(Failure) in
    let words = try call.words(options: ["--details"])
    var count = 20
    if let word = words.first {
      guard let number = Int(word), number > 0 else { throw call.usage("`\(word)` is not a number of lines") }
      count = number
    }
    let entries = call.transcript.history.entries.suffix(count)
    guard call.words.contains("--details") else {
      for entry in entries { call.console.printer.print(Value(entry.text)) }
      return
    }
    let now = WallClock.system.now()
    call.console.printer.table(entries.map { $0.row(now: now) })
  }
}

extension HistoryEntry {
  /// The entry as a row of a table; null for missing data.
  fileprivate func row(now: Double) -> Value {
    let profile = setting?.profile.map { "@" + $0 } ?? ""
    return [
      "age": Value(ExchangeRow.age(now - Double(time))),
      "account": setting?.provider.map { Value($0 + profile) } ?? .null,
      "status": outcome.map { Value(Int($0.status)) } ?? .null, "ms": outcome.map { Value($0.milliseconds) } ?? .null,
      "line": Value(text),
    ]
  }
}
