/// Names of fields and headers as servers may read them, whatever their spelling.
enum FieldName {
  /// The lower-case parts between brackets and dots, trimmed: `pad[deleted ]` is `pad`, `deleted`.
  static func segments(_ name: String) -> [String] {
    let parts = name.lowercased().split { "[].".contains($0) }.map { trimmed($0) }
    return parts.filter { !$0.isEmpty }
  }

  /// The outermost name as Rack and PHP read it: without blanks and brackets before it, up to a bracket or NUL, and with `_`
  /// for dots and blanks.
  static func outermost(_ name: String) -> String {
    let text = name.lowercased().drop { isBlank($0) || "[]".contains($0) }
    return trimmed(text.prefix { !"[]\0".contains($0) }).map { ". ".contains($0) ? "_" : String($0) }.joined()
  }

  /// A header's name with `-` for every other mark: CGI and its like make all of them the same.
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
