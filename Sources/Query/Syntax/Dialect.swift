/// Which language a text is in.
public enum Dialect: Sendable, Hashable {
  /// jq 1.8.2's grammar and error texts, nothing else.
  case jq
  /// jq and what eduscript adds: calls, exchanges, raw strings and strings of several lines (language.md, 1).
  case eduscript
}
