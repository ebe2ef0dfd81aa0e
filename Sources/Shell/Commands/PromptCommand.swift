import HTTP
import Query
import Script

/// A command of the prompt. Help, completion and documentation use the same entry.
struct PromptCommand: Sendable {
  /// The arguments and environment of a command.
  struct Call {
    let command: Command
    let interpreter: Interpreter
    let services: Services
    let console: Console
    let transcript: Transcript
    let webhooks: PromptWebhooks
    let end: SessionEnd
    let examples: ShownExamples
    let nextLine: NextLine

    var words: [String] { command.words.map(\.text) }

    func usage(_ message: String) -> Failure {
      let known = PromptCommand.all.first { $0.name == command.name.text }
      return Failure(.usage, message, hint: known.map { "usage: \($0.usage)" })
    }

    func save(_ bytes: [UInt8], to path: String, mode: UInt32) throws(Failure) {
      try services.access.save(bytes, to: path, mode: mode, notify: console.notify)
    }

    /// Saves a result and reports it. An existing file is not replaced unless `--force` is given.
    func save(_ bytes: [UInt8], to path: String, _ what: String) throws(Failure) {
      try save(bytes, to: path, summary: "wrote \(what) to \(path)")
    }

    /// Like `save(_:to:_:)`, but with a complete sentence as the summary.
    func save(_ bytes: [UInt8], to path: String, summary: String) throws(Failure) {
      if !command.isForced, FileEntry.exists(path), !services.options.isDryRun {
        throw Failure(.usage, "\(path) already exists", hint: "`--force` replaces it")
      }
      // Responses contain personal data.
      try services.access.save(bytes, to: path, mode: 0o600, notify: console.notify)
      if !services.options.isDryRun { console.notify(summary) }
    }

    /// The words that are not options. Throws for unknown options.
    func words(options: [String]) throws(Failure) -> [String] {
      for word in words where word.hasPrefix("-") && !options.contains(word) {
        throw usage("`\(command.name.text)` has no option `\(word)`")
      }
      return words.filter { !$0.hasPrefix("-") }
    }

    /// The exchange in `[@n]`, by default the latest. Throws if there are more words.
    func exchangeWord(options: [String] = []) throws(Failure) -> String {
      let words = try words(options: options)
      guard words.count < 2 else {
        throw usage("unexpected `\(words[1])`: `\(command.name.text)` accepts one exchange")
      }
      return words.first ?? "@last"
    }

    /// The words before and after `to`: exchanges, by default the latest one, and a path.
    func exchangesAndPath(options: [String] = []) throws(Failure) -> (exchanges: String, path: String?) {
      let words = try words(options: options)
      let range = words.first.map { $0 != "to" } ?? false ? words[0] : nil
      let rest = range == nil ? words[...] : words.dropFirst()
      switch (rest.first, rest.count) {
      case (nil, _): return (range ?? "@last", nil)
      case ("to", 2): return (range ?? "@last", rest.last)
      default: throw usage("`\(command.name.text)` accepts exchanges, `to` and a path")
      }
    }

    /// The exchange that a word refers to: `@17`, `@last` or `@-1`.
    func exchange(_ word: String) throws(Failure) -> Exchange {
      let log = services.connection.log
      guard word.hasPrefix("@") else { throw usage("`\(word)` is not an exchange, such as @17") }
      let name = word.dropFirst()
      if name == "last", let last = log.exchange(nil) { return last }
      if let number = Int(name), number != 0, let exchange = log.exchange(number) { return exchange }
      if name == "last" { throw Failure(.script, "there is no exchange yet", hint: "nothing was sent yet") }
      throw Failure(.script, "there is no exchange \(word)", hint: "`exchanges` lists them")
    }

    /// An exchange including its bodies.
    func wholeExchange(_ word: String) throws(Failure) -> Exchange {
      let exchange = try exchange(word)
      guard let note = exchange.note else { return exchange }
      throw Failure(.script, "\(word): \(note)", hint: "send the call again: `replay @\(exchange.id)`")
    }

    /// The exchanges that a word refers to: `@3..@7` or `@5`.
    func exchanges(_ word: String) throws(Failure) -> [Exchange] {
      let log = services.connection.log
      guard let dots = word.range(of: "..") else { return [try exchange(word)] }
      let first = try exchange(String(word[..<dots.lowerBound])).id
      let last = try exchange(String(word[dots.upperBound...])).id
      guard first <= last else { throw usage("\(word) goes backwards") }
      return (first...last).compactMap { log[$0] }
    }
  }

  let name: String
  let usage: String
  /// Additional help.
  var details = ""
  let run: @Sendable (Call) throws(Failure) -> Void

  /// The summary, from the table that the parser uses.
  var summary: String { Words.commands.first { $0.name == name }?.summary ?? "" }

  /// All commands, in the order of help.
  static let all: [PromptCommand] = [
    help, describe, example, providers, sessions, vars, exchanges, explain, curl, trace, har, share, diff, replay, undo,
    history,
    record, script, watch, webhook, edit, set, forget, runScript, quit,
  ]

  static func run(_ call: Call) throws(Failure) {
    let name = call.command.name.text
    guard let known = all.first(where: { $0.name == name }) else {
      throw Failure(.usage, "there is no command `\(name)`", hint: "`help` lists the commands")
    }
    try known.run(call)
  }

  /// Whether a line is a command rather than a statement.
  static func isCommand(_ text: String) -> Bool {
    let word = text.prefix { $0.isLetter || $0 == "_" }
    return all.contains { $0.name == word }
  }
}

extension String {
  fileprivate func range(of text: String) -> Range<Index>? { ranges(of: text).first }
}

extension Command {
  /// Whether `--force` is given.
  var isForced: Bool { words.contains { $0.text == "--force" } }
}
