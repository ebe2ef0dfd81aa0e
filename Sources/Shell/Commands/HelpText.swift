import Diagnostics
import Query
import Rendering
import Script

/// The texts of `help`, generated from the tables that the parser and completion use.
enum HelpText {
  static var topics: [String] {
    statements.map(\.name) + PromptCommand.all.map(\.name) + StopWord.allCases.map(\.rawValue)
      + callFunctions.map(\.name)
      + Builtin.all.map(\.name)
      + ["functions", "calls", "dangers", "output", "keys"] + ConfigurationHelp.topics
  }

  static var overview: String {
    """
    Expressions are jq, and calls such as coderpad.pads.get("ID"). The last value is `.`.

    Statements
    \(table(statements.map { ($0.usage, $0.summary) }))

    Commands
    \(table(PromptCommand.all.map { ($0.usage, $0.summary) }))

    Where a script is stopped (edush run --step, --break LINE, --break-on error)
    \(table(StopWord.allCases.map { ($0.rawValue, $0.summary) }))

    Topics
    \(table([("help calls", "calls, pages and exchanges"), ("help functions", "the functions of expressions"), ("help dangers", "what keeps a script that writes from starting"), ("help output", "formats of results, and showing one in another way"), ("help keys", "the keys of the line editor"), ("help config", "config.json: policy, profiles, credentials")]))

    `!ls` runs a command of the shell, `… | !less` gives it the result, `?NAME` is `help NAME`.
    `help NAME` explains a statement, a command, a function; `describe NAME` a provider, a resource or a method.
    """
  }

  static func text(about topic: String) -> String? {
    switch topic {
    case "functions": return functions
    case "calls": return calls
    case "danger", "dangers": return dangers
    case "key", "keys": return KeyHelp.text
    case "output": return output
    case let exchange where exchange.hasPrefix("@"): return calls
    default: if let text = ConfigurationHelp.text(about: topic) { return text }
    }
    if let statement = statements.first(where: { $0.name == topic }) {
      return "\(statement.usage)\n  \(statement.summary)\n\n  \(statement.example)"
    }
    if let command = PromptCommand.all.first(where: { $0.name == topic }) {
      return "\(command.usage)\n  \(command.summary)" + (command.details.isEmpty ? "" : "\n\n" + command.details)
    }
    if let word = StopWord(rawValue: topic) {
      return "\(word.rawValue)\n  where a script is stopped: \(word.summary)"
    }
    if let function = callFunctions.first(where: { $0.name == topic }) { return function.text }
    let name = topic.split(separator: "/").first.map(String.init) ?? topic
    let builtins = Builtin.all.filter { $0.name == name }
    return builtins.isEmpty ? nil : builtins.map(text).joined(separator: "\n\n")
  }

  /// The runnable lines in the text on a topic.
  static func examples(about topic: String) -> [String] {
    if let statement = statements.first(where: { $0.name == topic }) { return [statement.example] }
    let name = topic.split(separator: "/").first.map(String.init) ?? topic
    return Builtin.all.filter { $0.name == name }.compactMap(\.example).map { "\($0.input) | \($0.program)" }
  }

  private static func text(of builtin: Builtin) -> String {
    let example = builtin.example.map { example in
      "\n\n  edush> \(example.input) | \(example.program)\n" + example.outputs.map { "  \($0)" }.joined(separator: "\n")
    }
    return "\(builtin.signature)  (\(builtin.family))\n  \(builtin.summary)\(example ?? "")"
  }

  private static var functions: String {
    var families: [(name: String, signatures: [String])] = []
    for builtin in Builtin.all {
      if families.last?.name != builtin.family { families.append((builtin.family, [])) }
      families[families.count - 1].signatures.append(builtin.signature)
    }
    return families.map { "\($0.name)\n  " + $0.signatures.joined(separator: " ") }.joined(separator: "\n\n")
  }

  /// The forms of calls that page through lists; they are not in the table of functions.
  private static let callFunctions = [
    (
      name: "each",
      text: """
      each(call)
        the items of all pages, one by one, each page asked for when an item of it is wanted

        first(each(coderpad.pads.list) | select(.language == "ruby"))
      """
    ),
    (
      name: "pages",
      text: """
      pages(call)
        one array a page, each asked for when it is wanted

        [limit(2; pages(coursepath.members.list(limit: 50))) | length]
      """
    ),
  ]

  private static let calls = """
    provider.resource.method(arguments)   sends a request and outputs its result
    provider@profile.resource.method(…)   the same with another account
    resource.method(…)                    of the provider that `use` named
    method(42)                            a bare value fills the parameters that identify the thing, in order
    method(name: value, "a[b]": value)    named parameters
    method({title, language})             the keys of an object are parameters
    each(call)                            the items of all pages, each page asked for when it is wanted
    pages(call)                           one array a page
    @last, @-1, @17                       an exchange: {request, response, …}; `exchanges` is an array of all, in short
    """

  private static let dangers = """
    Valid, and almost never meant. A script that writes does not start with one, the prompt asks, the rest shows it and goes on.

    select(.a = "x")                          an assignment counts as true
    select(.a == "x" or "y")                  a text alone is true
    if … | length, if [ … ], if $text         0, [] and "" are true, too
    select(.id == 5, 6)                       each answer counts for itself
    .created_at > ago("1d"), .id == "5"       a string and a number, according to the documents
    .ended_at < "2025-01-01"                  a documented null, which is less than every string
    .score > 50, if $row.invite               a cell of a CSV file is a string, and every string is true
    contains($p), contains($row.name)         matches everything if that is ""
    each(list(limit: 5))                      this is the page size
    for x in each(list) { delete($x.id) }     the list changes during the loop
    let n = $n + 1, in a loop                 every row starts with the outer $n
    if … { let n = 2 }                        the outer $n keeps its value
    select(.titel == null), sort_by(.titel)   a field, filter or column that does not exist
    write(…)?, write((read(…) | .id)? // 42)  a failure that goes unnoticed
    if ((read(…)? // null) == null) { write } a failure that counts as "not there"

    A comment `# edush: meant` on its line accepts one, --accept-dangers all of them.
    """

  private static var output: String {
    """
    Formats: `set output FORMAT`, `--output FORMAT`
    \(table(OutputFormat.allCases.map { ($0.rawValue, $0.summary) }))

    A suffix at the end of a line shows its result once in another way
    \(table(OutputFormat.allCases.compactMap { format in format.suffix.map { ("\\\($0)", format.rawValue) } }))

    coderpad.pads.list \\G      asks the server, and shows all of every pad
    . \\t                      shows the last value again as a table; nothing is sent

    Tables begin with the id and the label of a resource, and show what else fits.
    Times are local, `3 events` counts a list, and the last line shows what is
    missing; `.` has everything.

    set columns coderpad.pads id,title,language    chooses the columns for good
    set columns coderpad.pads auto                 forgets them
    """
  }

  /// A table of names and descriptions. After a long name, the description is on the next line.
  static func table(_ rows: [(String, String)]) -> String {
    let width = rows.map(\.0.count).filter { $0 <= widest }.max() ?? 0
    return rows.map { name, summary in
      let isLong = name.count > width
      return "  " + name + (isLong ? "\n  " : "")
        + String(repeating: " ", count: width + 2 - (isLong ? 0 : name.count)) + summary
    }.joined(separator: "\n")
  }

  private static let widest = 34
}
