/// Names that cannot begin a call because they have another meaning.
public enum ReservedNames {
  /// The keywords that begin statements.
  public static let statements = [
    "let", "use", "param", "def", "import", "include", "for", "if", "do", "give", "skip", "fail", "assert", "print",
    "warn", "save", "append",
    "wait", "login", "logout", "confirm", "stop",
  ]

  /// Whether it is a keyword, a constant, a statement keyword or a function without arguments.
  public static func contains(_ name: String) -> Bool {
    all.contains(name) || TokenKind(keyword: name) != nil
  }

  private static let all = Set(
    statements + ["true", "false", "null"] + Builtin.all.filter { $0.arity == 0 }.map(\.name))
}
