/// Where the words of a command line belong, before the parser sees them.
enum ArgumentOrder {
  /// Moves options that stand before a subcommand behind its name: `--sandbox run f` is `run --sandbox f`.
  ///
  /// What is not the name of a subcommand ends the search: it is the prompt's. All behind `-c TEXT` is the text's, so
  /// the terminator goes before it.
  static func normalized(_ arguments: [String], subcommands: Set<String>, optionsWithValue: Set<String>) -> [String] {
    var index = arguments.startIndex
    while index < arguments.endIndex, arguments[index].hasPrefix("-"), !endsSearch(arguments[index]) {
      index += optionsWithValue.contains(arguments[index]) ? 2 : 1
    }
    if index < arguments.endIndex, arguments[index] == "-c", index + 2 < arguments.endIndex {
      return arguments[...(index + 1)] + ["--"] + arguments[(index + 2)...]
    }
    guard index > 0, index < arguments.endIndex, subcommands.contains(arguments[index]) else { return arguments }
    return [arguments[index]] + arguments[..<index] + arguments[(index + 1)...]
  }

  private static func endsSearch(_ argument: String) -> Bool {
    argument == "-c" || argument == "--" || argument == "-"
  }
}
