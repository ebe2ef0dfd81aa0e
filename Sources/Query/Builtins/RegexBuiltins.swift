extension Builtin {
  static let regularExpressions: [Builtin] = []
}
/// Compiled patterns.
final class RegexCache {}
