import HTTP
import Query
import Script

/// A word of the prompt that does something: help, completion and the documents read the same entry.
struct PromptCommand: Sendable {
  /// What a command is given.
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

    /// Saves what a command made, and says so; a file that is there stays as it is unless `--force` is among the words.
    func save(_ bytes: [UInt8], to path: String, _ what: String) throws(Failure) {
      try save(bytes, to: path, summary: "wrote \(what) to \(path)")
    }

    /// The same with a whole sentence.
    func save(_ bytes: [UInt8], to path: String, summary: String) throws(Failure) {
      if !command.isForced, FileEntry.exists(path), !services.options.isDryRun {
        throw Failure(.usage, "\(path) already exists", hint: "`--force` replaces it")
      }
      // Responses are about people.
      try services.access.save(bytes, to: path, mode: 0o600, notify: console.notify)
      if !services.options.isDryRun { console.notify(summary) }
    }

    /// The words without options; an option that is not known is a mistake.
    func words(options: [String]) throws(Failure) -> [String] {
      for word in words where word.hasPrefix("-") && !options.contains(word) {
        throw usage("`\(command.name.text)` has no option `\(word)`")
      }
      return words.filter { !$0.hasPrefix("-") }
    }

    /// What `[@n]` names, the latest exchange where nothing is; more words are a mistake.
    func exchangeWord(options: [String] = []) throws(Failure) -> String {
      let words = try words(options: options)
      guard words.count < 2 else {
        throw usage("unexpected `\(words[1])`: `\(command.name.text)` accepts one exchange")
      }
      return words.first ?? "@last"
    }

    /// What stands before and behind `to`: exchanges, the latest one where none are named, and a path.
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

    /// The exchange that a word `@17`, `@last` or `@-1` names.
    func exchange(_ word: String) throws(Failure) -> Exchange {
      let log = services.connection.log
      guard word.hasPrefix("@") else { throw usage("`\(word)` is not an exchange, such as @17") }
      let name = word.dropFirst()
      if name == "last", let last = log.exchange(nil) { return last }
      if let number = Int(name), number != 0, let exchange = log.exchange(number) { return exchange }
      if name == "last" { throw Failure(.script, "there is no exchange yet", hint: "nothing was sent yet") }
      throw Failure(.script, "there is no exchange \(word)", hint: "`exchanges` lists them")
    }

    /// An exchange with its bodies.
    func wholeExchange(_ word: String) throws(Failure) -> Exchange {
      let exchange = try exchange(word)
      guard let note = exchange.note else { return exchange }
      throw Failure(.script, "\(word): \(note)", hint: "send the call again: `replay @\(exchange.id)`")
    }

    /// The exchanges that `@3..@7` or `@5` name.
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
  /// What `help` says besides.
  var details = ""
  let run: @Sendable (Call) throws(Failure) -> Void

  /// What it does, from the table that the parser reads, too.
  var summary: String { Words.commands.first { $0.name == name }?.summary ?? "" }

  /// In the order of help.
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

  /// Whether a line is a command, not a statement.
  static func isCommand(_ text: String) -> Bool {
    let word = text.prefix { $0.isLetter || $0 == "_" }
    return all.contains { $0.name == word }
  }
}

extension String {
  fileprivate func range(of text: String) -> Range<Index>? { ranges(of: text).first }
}

extension Command {
  /// Whether `--force` is among its words.
  fileprivate var isForced: Bool { words.contains { $0.text == "--force" } }
}
