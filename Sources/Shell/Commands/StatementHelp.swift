extension HelpText {
  struct Statement {
    let name: String
    let usage: String
    let summary: String
    let example: String
  }

  /// The statements of language.md, in the order of help; their examples run in the tests.
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
      name: "for", usage: "for NAME in EXPR [by KEY] [parallel N] [retry N] [keep going] { … }",
      summary: "a block for each output",
      example: "for n in range(3) { print $n }"),
    Statement(
      name: "do", usage: "do { … } catch NAME { … }", summary: "the error as a value",
      example: "do { error(\"no\") } catch e { print $e.message }"),
    Statement(
      name: "assert", usage: "assert EXPR [, MESSAGE]", summary: "stop unless it is true",
      example: "assert 1 < 2"),
    Statement(
      name: "save", usage: "save EXPR to PATH", summary: "write a file: .json .ndjson .csv .tsv .yaml .md .txt",
      example: "save [{a: 1}] to \"out.csv\""),
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
