/// Reorders the words of a command line for the parser.
enum ArgumentOrder {
  /// Moves options before a subcommand after its name: `--sandbox run f` becomes `run --sandbox f`.
  ///
  /// For nested subcommands, moves them after the inner name: `--sandbox webhook listen` becomes `webhook listen
  /// --sandbox`. A word that is not a subcommand belongs to the prompt and ends the search. Everything after `-c TEXT`
  /// belongs to the text, so a terminator is inserted before it.
  static func normalized(
    _ arguments: [String], subcommands: [String: Set<String>], optionsWithValue: Set<String>
  ) -> [String] {
    var index = arguments.startIndex
    while index < arguments.endIndex, arguments[index].hasPrefix("-"), !endsSearch(arguments[index]) {
      index += optionsWithValue.contains(arguments[index]) ? 2 : 1
    }
    if index < arguments.endIndex, arguments[index] == "-c", index + 2 < arguments.endIndex {
      return arguments[...(index + 1)] + ["--"] + arguments[(index + 2)...]
    }
    guard index > 0, index < arguments.endIndex, let nested = subcommands[arguments[index]] else { return arguments }
    let next = index + 1
    let end = next < arguments.endIndex && nested.contains(arguments[next]) ? next + 1 : next
    return Array(arguments[index..<end] + arguments[..<index] + arguments[end...])
  }

  /// Moves options after the file of a subcommand before it: `plan f -o p` becomes `plan -o p f`. Options that the
  /// script declares as parameters, and everything after `--`, belong to the script.
  ///
  /// - Parameters:
  ///   - trailing: the options that may follow the file, by subcommand.
  ///   - parameters: returns the options that the script in a file declares.
  static func hoisted(
    _ arguments: [String], trailing: [String: Set<String>], optionsWithValue: Set<String>,
    parameters: (String) -> Set<String>
  ) -> [String] {
    guard let command = arguments.first, let options = trailing[command] else { return arguments }
    var index = 1
    while index < arguments.endIndex, arguments[index].hasPrefix("-"), arguments[index] != "-" {
      index += optionsWithValue.contains(arguments[index]) ? 2 : 1
    }
    guard index < arguments.endIndex else { return arguments }
    let own = options.subtracting(parameters(arguments[index]))
    var (moved, kept): ([String], [String]) = ([], [])
    var rest = arguments[(index + 1)...]
    while let word = rest.popFirst() {
      guard word != "--" else {
        kept += rest
        break
      }
      guard own.contains(String(word.prefix { $0 != "=" })) else {
        kept.append(word)
        continue
      }
      moved.append(word)
      if optionsWithValue.contains(word), let value = rest.popFirst() { moved.append(value) }
    }
    return arguments[..<index] + moved + [arguments[index]] + kept
  }

  private static func endsSearch(_ argument: String) -> Bool {
    argument == "-c" || argument == "--" || argument == "-"
  }
}
