import Runner
import Shell

/// Completes a word of an `edush` command line in another shell.
struct ArgumentCompletion {
  typealias Argument = CommandOutline.Argument
  typealias Candidate = ArgumentValues.Candidate

  /// A possible completion.
  enum Offer {
    case word(Candidate)
    /// Files with one of these extensions, or any file if there are none; also folders.
    case files(extensions: [String])
    case folders
  }

  /// The last word, which is to be completed.
  private let current: String
  private var command = CommandOutline.edush
  /// The option that expects a value next.
  private var awaited: Argument?
  private var positionals: [String] = []
  private var used: Set<String> = []
  private var endsOptions = false
  /// The script and its arguments.
  private var script: (file: String, words: [String])?

  init(_ words: [String]) {
    current = words.last ?? ""
    for word in words.dropLast() { pass(word) }
  }

  private mutating func pass(_ word: String) {
    if script != nil {
      script?.words.append(word)
    } else if awaited != nil {
      awaited = nil
    } else if word == "--" {
      endsOptions = true
    } else if word.hasPrefix("-"), word != "-", !endsOptions {
      used.insert(String(word.prefix { $0 != "=" }))
      awaited = command.option(word).flatMap { $0.expectsValue ? $0 : nil }
    } else if positionals.isEmpty, let next = command.command(word) {
      command = next
    } else {
      positionals.append(word)
      if command.scriptPosition == positionals.count - 1 { script = (word, []) }
    }
  }

  /// The completions of the current word.
  var offers: [Offer] {
    if let script { return offers(for: script) }
    if let awaited { return values(of: awaited, after: "", beginning: current) }
    guard current.hasPrefix("-"), !endsOptions else { return commands + arguments }
    guard let sign = current.firstIndex(of: "=") else { return options }
    guard let option = command.option(String(current[..<sign])) else { return [] }
    let value = current.index(after: sign)
    return values(of: option, after: String(current[..<value]), beginning: String(current[value...]))
  }

  private var options: [Offer] {
    command.options.filter { option in option.isRepeating || used.isDisjoint(with: option.names) }.flatMap { option in
      matching(option.names.map { Candidate($0, option.help) })
    }
  }

  private var commands: [Offer] {
    guard positionals.isEmpty else { return [] }
    return matching(command.commands.filter(\.isShown).map { Candidate($0.name, $0.help) })
  }

  private var arguments: [Offer] {
    let declared = command.positionals
    let index = positionals.count
    guard let argument = index < declared.count ? declared[index] : declared.last(where: \.isRepeating) else {
      return []
    }
    return values(of: argument, after: "", beginning: current)
  }

  private func offers(for script: (file: String, words: [String])) -> [Offer] {
    let parameters = ArgumentValues.parameters(of: script.file)
    let isValue = script.words.last.map { word in parameters.contains { $0.text == word } } ?? false
    guard !isValue else { return [.files(extensions: [])] }
    let left = parameters.filter { !script.words.contains($0.text) }
    return matching(left) + (current.hasPrefix("-") ? [] : [.files(extensions: [])])
  }

  private func matching(_ candidates: [Candidate]) -> [Offer] {
    candidates.filter { $0.text.hasPrefix(current) }.map { .word($0) }
  }
}

// MARK: Values

extension ArgumentCompletion {
  /// - Parameters:
  ///   - prefix: the part of the word before the value, such as `--output=`.
  ///   - beginning: the typed part of the value.
  private func values(of argument: Argument, after prefix: String, beginning: String) -> [Offer] {
    switch argument.values {
    // The shell can complete paths only as whole words.
    case .files(let extensions): prefix.isEmpty ? [.files(extensions: extensions)] : []
    case .folders: prefix.isEmpty ? [.folders] : []
    case .words(let words):
      listed(words, of: argument, after: prefix, beginning: beginning)
    case .unknown:
      candidates(for: argument, beginning).filter { $0.text.hasPrefix(beginning) }
        .map { .word(Candidate(prefix + $0.text, $0.help)) }
    }
  }

  /// In a list value such as `write,outward`, only the last element is completed.
  private func listed(
    _ words: [String], of argument: Argument, after prefix: String, beginning: String
  ) -> [Offer] {
    let isList = argument.valueName.hasSuffix(",…")
    let start = isList ? beginning.lastIndex(of: ",").map(beginning.index(after:)) : nil
    let kept = start.map { String(beginning[..<$0]) } ?? ""
    let last = beginning.dropFirst(kept.count)
    return words.filter { $0.hasPrefix(last) }.map { .word(Candidate(prefix + kept + $0)) }
  }

  /// Values from this machine, selected by the value's name in help.
  private func candidates(for argument: Argument, _ beginning: String) -> [Candidate] {
    switch argument.valueName {
    case "run": ArgumentValues().runs
    case "provider[@profile]": ArgumentValues().accounts
    case "name" where argument.names == ["--profile"]: ArgumentValues().profiles
    case "name" where argument.names.isEmpty: described(beginning)
    case "provider=n/s|m|h", "[provider=]url": ArgumentValues().providers.map { Candidate($0.text + "=", $0.help) }
    case "kind:path": ReportKind.allCases.map { Candidate($0.rawValue + ":") }
    case "subcommands": CommandOutline.edush.commands.filter(\.isShown).map { Candidate($0.name, $0.help) }
    default: []
    }
  }

  /// The names that `describe` accepts.
  private func described(_ beginning: String) -> [Candidate] {
    guard let dot = beginning.firstIndex(of: ".") else { return ArgumentValues().providers }
    return ArgumentValues().resources(of: String(beginning[..<dot]))
  }
}

extension CommandOutline {
  /// The index of the script among the positional arguments, after which everything belongs to it; nil if there is
  /// none.
  fileprivate var scriptPosition: Int? {
    positionals.firstIndex { $0.valueName == "file [--param value]" }
  }
}
