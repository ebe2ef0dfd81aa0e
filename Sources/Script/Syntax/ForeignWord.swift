/// A keyword of another language, and its equivalent in eduscript.
struct ForeignWord {
  /// The hint; `%` is replaced by the rest of the line, up to a block.
  private let advice: String
  /// Whether jq or eduscript also has a word of that name. If so, it is only reported if the statement has an error.
  let isShared: Bool

  private init(_ advice: String, isShared: Bool = false) {
    self.advice = advice
    self.isShared = isShared
  }

  init?(_ word: String) {
    guard let found = Self.table[word.lowercased()] else { return nil }
    self = found
  }

  /// - Parameter rest: the rest of the line.
  func hint(_ rest: String) -> String {
    let rest = rest.hasSuffix(";") ? String(rest.dropLast()) : rest
    guard advice.contains("%") else { return advice }
    return rest.isEmpty || rest.count > 60 ? advice.replacing("%", with: "…") : advice.replacing("%", with: rest)
  }

  static var words: [String] { table.keys.sorted() }

  private static let loop = "`for name in expr { … }` runs a block for each value; `range(5)` counts from 0 to 4"
  private static let wait =
    "`wait until expr every \"5s\" for \"10m\"` asks again until it is true; `for` goes through values"
  private static let error = "`fail %` ends the row or the script with an error; `error(%)` does so in an expression"
  private static let caught = "`do { … } catch e { … }` handles errors"
  private static let decide = "`if expr { … } elif expr { … } else { … }` decides"
  private static let function =
    "`def name($x): expr;` defines a function; `run \"other.eduscript\" with {…}` runs statements"
  private static let bind = "`let name = expr` binds a variable; it keeps its value"
  private static let print = "`print %` writes a line, `warn %` one on standard error"
  private static let files =
    "`read_text(\"file\")`, `read_csv(\"file.csv\")` and `read_json(\"file.json\")` read files; only the prompt runs programs: `!ls`"
  private static let nothing = "a block may be empty: `{ }`; `empty` is an expression without output"

  private static let table: [String: ForeignWord] = {
    var table: [String: ForeignWord] = [:]
    func add(_ words: String, _ advice: String, isShared: Bool = false) {
      for word in words.split(separator: " ") { table[String(word)] = ForeignWord(advice, isShared: isShared) }
    }
    add("exit quit die abort sys", "`stop` ends a script, `stop 3` with that status")
    add("halt", "`stop` ends a script, `stop 3` with that status", isShared: true)
    add(
      "return yield",
      "`give %` sets the row's value in `let name = for … { … }`; a `def` outputs what its expression does")
    add("continue next pass_row", "`skip` continues with the next row")
    add(
      "break last", "`stop` ends the script; `limit(n; expr)` and `first(expr)` take some values of a source",
      isShared: true)
    add("while until loop", wait, isShared: true)
    add("repeat foreach foreach_row each_with_index times", loop, isShared: true)
    add("try", caught, isShared: true)
    add("except rescue finally ensure begin", caught, isShared: true)
    add("throw raise", error)
    add("error panic", error, isShared: true)
    add("sleep pause delay usleep", "`wait \"5s\"` pauses")
    add("eprint eprintln perror warning console_error", "`warn %` writes a line on standard error")
    add("printf println echo puts say write writeln out show display dump pp log_info console console.log", print)
    add("log", print, isShared: true)
    add("var const val my local auto int string define_var dim", bind)
    add(
      "set export setenv", "`let name = expr` binds a variable; `set output FORMAT` changes how results are shown",
      isShared: true)
    add("func function fn fun proc sub define lambda procedure method", function)
    add("elseif elsif else_if", "`elif expr { … }` follows the `}` of an `if` on its line")
    add("unless", "`if expr | not { … }` turns the condition round")
    add("switch case when select_case match_value", decide)
    add("match select_when", decide, isShared: true)
    add(
      "async await spawn thread go parallel concurrently", "`for name in expr parallel 8 { … }` runs rows side by side")
    add("require from using load use_module", "`import \"module\" as name;` makes its definitions `name::f`")
    add("source call exec system shell_exec invoke", "`run \"other.eduscript\" with {…}` runs another script")
    add("cd ls cat rm mv cp mkdir grep awk sed head tail open fopen", files)
    add("pass noop nop", nothing)
    add(
      "assert_eq assertequals expect should verify check ensure_that",
      "`assert a == b, \"message\"` ends the script unless it is true")
    add(
      "class struct type interface enum module namespace",
      "eduscript has no types; use an object such as `{name: \"Ada\"}`")
    add("new", "eduscript has no types; use an object such as `{name: \"Ada\"}`")
    add(
      "delete", "`del(.path)` removes a part of a value; calls such as coderpad.questions.delete(7) delete things",
      isShared: true)
    add(
      "input prompt ask read gets", "`param name \"help\"` asks for a value; `confirm \"Sure?\"` for a yes",
      isShared: true)
    add("fi done endif endfor endwhile", "blocks end with `}`")
    add("retry", "`for name in expr retry 3 { … }` tries a row again")
    add("let_it global static", bind)
    return table
  }()
}
