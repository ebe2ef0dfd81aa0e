extension HelpText {
  struct Statement {
    let name: String
    let usage: String
    let summary: String
    let example: String
  }

  /// The statements of docs/language.md, in the order of help. Their examples run as tests.
  static let statements: [Statement] = [
    Statement(
      name: "let", usage: "let NAME = EXPR", summary: "bind one value to $NAME",
      example: "let pads = [1, 2]"),
    Statement(
      name: "use", usage: "use PROVIDER[@PROFILE]", summary: "the provider of bare resource names",
      example: "use coderpad"),
    Statement(
      name: "print", usage: "print EXPR", summary: "strings raw, other values as JSON",
      example: "print \"hello\""),
    Statement(
      name: "if", usage: "if EXPR { … } elif EXPR { … } else { … }", summary: "decide",
      example: "if 1 < 2 { print \"less\" } else { print \"more\" }"),
    Statement(
      name: "for",
      usage: "for NAME in EXPR [once] [by KEY] [at most N] [parallel N] [retry N [after SPAN]] [keep going] { … }",
      summary: "a block for each output; `let NAME = for …` collects what became of the rows",
      example: "for n in range(3) { print $n }"),
    Statement(
      name: "give", usage: "give EXPR", summary: "the value of the row, for `let NAME = for …`",
      example: "let rows = for n in 1, 2 { give $n * 2 }; print $rows[1].value"),
    Statement(
      name: "skip", usage: "skip [MESSAGE]", summary: "end the row as skipped",
      example: "for n in 1, 2 { if $n == 1 { skip \"odd\" }; print $n }"),
    Statement(
      name: "fail", usage: "fail MESSAGE", summary: "end the row, or the script, as failed",
      example: "do { fail \"no\" } catch e { print $e.message }"),
    Statement(
      name: "do", usage: "do { … } catch NAME { … }", summary: "the error as a value",
      example: "do { error(\"no\") } catch e { print $e.message }"),
    Statement(
      name: "assert", usage: "assert EXPR [, MESSAGE]", summary: "stop unless it is true",
      example: "assert 1 < 2"),
    Statement(
      name: "save", usage: "save EXPR to PATH [with {separator, bom, formulas}]",
      summary: "write a file: .json .ndjson .csv .tsv .yaml .md .txt",
      example: "save [{a: 1}] to \"out.csv\""),
    Statement(
      name: "append", usage: "append EXPR to PATH [with {separator, bom, formulas}]",
      summary: "add whole lines to a file: .ndjson .csv .tsv .txt",
      example: "for n in range(3) { append {n: $n} to \"rows.ndjson\" }"),
    Statement(
      name: "wait", usage: "wait SPAN, wait until EXPR [every SPAN] [for SPAN]",
      summary: "pause, or ask again until it is true",
      example: "wait until now > 0 every \"1s\" for \"10s\""),
    Statement(
      name: "warn", usage: "warn EXPR", summary: "print on standard error",
      example: "warn \"careful\""),
    Statement(
      name: "param", usage: "param NAME[: TYPE] [= EXPR] [\"HELP\"]", summary: "a parameter of a script",
      example: "param language = \"ruby\"  \"which pads\""),
    Statement(
      name: "def", usage: "def NAME(ARGUMENTS): EXPR;", summary: "name a filter",
      example: "def twice: . * 2;"),
    Statement(
      name: "import", usage: "import \"PATH\" as NAME;", summary: "definitions of a module",
      example: "import \"a\" as a;"),
    Statement(
      name: "include", usage: "include \"PATH\";", summary: "definitions of a module, as if they stood here",
      example: "include \"a\";"),
    Statement(
      name: "login", usage: "login PROVIDER[@PROFILE] [NAME: VALUE, …]",
      summary: "open a session; it can be kept in the credentials file or the keyring",
      example: "login coderpad"),
    Statement(
      name: "logout", usage: "logout PROVIDER[@PROFILE]", summary: "drop a session",
      example: "logout coderpad"),
    Statement(
      name: "confirm", usage: "confirm MESSAGE", summary: "ask before going on",
      example: "confirm \"Sure?\""),
    Statement(
      name: "stop", usage: "stop [STATUS]", summary: "end the script",
      example: "stop"),
  ]
}
