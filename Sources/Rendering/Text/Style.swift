/// A text style on a terminal, as the parameters of SGR (ECMA-48, 8.3.117).
package enum Style: String {
  case bold = "1"
  case dim = "2"
  case error = "1;31"
  case warning = "1;33"
  case gutter = "1;34"
  case bar = "36"
  case added = "32"
  case changed = "33"
  case removed = "31"
  case sent = "35"

  /// Returns the text in this style, or unchanged without colour.
  package func callAsFunction(_ text: some StringProtocol, colour: Bool) -> String {
    colour && !text.isEmpty ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : String(text)
  }
}
