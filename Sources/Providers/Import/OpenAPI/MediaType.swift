/// Media type names (RFC 9110, section 8.3.1).
enum MediaType {
  /// Whether a type is `application/json`, possibly with parameters.
  static func isPlainJSON(_ name: String) -> Bool { essence(name) == "application/json" }

  /// Whether a type is JSON: `application/json`, `application/vnd.api+json`, `text/json`.
  static func isJSON(_ name: String) -> Bool {
    let type = bare(name)
    return type.hasSuffix("/json") || type.hasSuffix("+json")
  }

  static func isForm(_ name: String) -> Bool { bare(name) == "application/x-www-form-urlencoded" }

  static func isMultipart(_ name: String) -> Bool { bare(name).hasPrefix("multipart/") }

  /// The type as a header value, without `charset`; nil if it contains characters not allowed there, such as `*`.
  static func essence(_ name: String) -> String? {
    let parts = name.split(separator: ";").map { part in part.filter { $0 != " " } }
    let kept = parts.enumerated().filter { $0.offset == 0 || !$0.element.lowercased().hasPrefix("charset") }
    let text = kept.map(\.element).joined(separator: "; ")
    let isPlain = text.utf8.allSatisfy { byte in
      byte < 128 && (Character(Unicode.Scalar(byte)).isLetter || "0123456789!#$&^_.+-/;= ".utf8.contains(byte))
    }
    return isPlain && text.contains("/") ? text : nil
  }

  private static func bare(_ name: String) -> String {
    String(name.prefix { $0 != ";" }).filter { $0 != " " }.lowercased()
  }
}
