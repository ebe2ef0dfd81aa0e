/// The language of a source text.
public enum Dialect: Sendable, Hashable {
  /// The grammar and error messages of jq 1.8.2, without additions.
  case jq
  /// jq with the additions of eduscript: calls, exchanges, raw strings and multi-line strings (docs/language.md).
  case eduscript
}
