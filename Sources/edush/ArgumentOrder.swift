/// Where the words of a command line belong, before the parser sees them.
enum ArgumentOrder {
  /// Moves options that stand before a subcommand behind its name: `--sandbox run f` is `run --sandbox f`.
  ///
  /// Of a name that has subcommands of its own, behind theirs: `--sandbox webhook listen` is `webhook listen --sandbox`.
  /// What is not the name of a subcommand ends the search: it is the prompt's. All behind `-c TEXT` is the text's, so
  /// the terminator goes before it.
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

  private static func endsSearch(_ argument: String) -> Bool {
    argument == "-c" || argument == "--" || argument == "-"
  }
}
