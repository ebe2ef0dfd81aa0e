/// Normalises names of fields and headers the way servers may interpret them.
enum FieldName {
  /// The lower-case, trimmed parts of a name separated by brackets and dots: `pad[deleted ]` is `pad`, `deleted`.
  static func segments(_ name: String) -> [String] {
    let parts = name.lowercased().split { "[].".contains($0) }.map { trimmed($0) }
    return parts.filter { !$0.isEmpty }
  }

  /// The outermost name as parsed by Rack and PHP: without leading blanks and brackets, up to a bracket or NUL, and
  /// with `_` for dots and blanks.
  static func outermost(_ name: String) -> String {
    let text = name.lowercased().drop { isBlank($0) || "[]".contains($0) }
    return trimmed(text.prefix { !"[]\0".contains($0) }).map { ". ".contains($0) ? "_" : String($0) }.joined()
  }

  /// A header name with `-` for all other punctuation, since CGI does not distinguish it.
  static func header(_ name: String) -> String {
    String(trimmed(name.lowercased()[...]).map { $0.isLetter || $0.isNumber ? $0 : "-" })
  }

  private static func trimmed(_ text: Substring) -> String {
    var rest = text.drop(while: isBlank)
    while rest.last.map(isBlank) == true { rest.removeLast() }
    return String(rest)
  }

  private static func isBlank(_ character: Character) -> Bool {
    character.isWhitespace || character.unicodeScalars.allSatisfy { $0.value < 0x20 || $0.value == 0x7F }
  }
}
