/// Names with which no call can begin, since the language reads them as something else.
public enum ReservedNames {
  /// The words that begin statements.
  public static let statements = [
    "let", "use", "param", "def", "import", "include", "for", "if", "do", "give", "skip", "fail", "assert", "print",
    "warn", "save", "append",
    "wait", "login", "logout", "confirm", "stop",
  ]

  /// Whether it is a keyword, a constant, the beginning of a statement or a function without arguments.
  public static func contains(_ name: String) -> Bool {
    all.contains(name) || TokenKind(keyword: name) != nil
  }

  private static let all = Set(
    statements + ["true", "false", "null"] + Builtin.all.filter { $0.arity == 0 }.map(\.name))
}
