import Diagnostics

/// Parses JSON or YAML into values with source locations, within limits.
enum SourceReading {
  /// The maximum length in bytes, number of values with aliases expanded, and nesting depth.
  static let longest = 64 << 20
  static let mostValues = 4_000_000
  static let deepest = 200

  /// Throws all faults, with their locations.
  static func read(_ source: SourceText) throws(Diagnostics) -> SourceNode {
    guard source.text.utf8.count <= longest else {
      throw fault("the description is larger than \(longest >> 20) MB", source)
    }
    let first = source.text.utf8.first { !" \t\r\n".utf8.contains($0) }
    let isYAML = source.name.hasSuffix(".yaml") || source.name.hasSuffix(".yml")
    if !isYAML, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      var reader = JSONReader(source)
      return try reader.read()
    }
    return try YAMLReader(source).read()
  }

  static func fault(
    _ message: String, _ source: SourceText, _ range: SourceRange? = nil, _ hint: String? = nil
  ) -> Diagnostics {
    Diagnostics([Diagnostic(code: "description", message, hint: hint, source: source, range: range)])
  }

  static func tooDeep(_ source: SourceText, _ offset: Int) -> Diagnostics {
    fault("the values are nested more than \(deepest) deep", source, SourceRange(offset, offset + 1))
  }

  static func tooMany(_ source: SourceText, _ range: SourceRange) -> Diagnostics {
    fault("the description contains more than \(mostValues) values", source, range, "its aliases unfold to too much")
  }

  static func repeated(_ name: String, _ source: SourceText, _ range: SourceRange) -> Diagnostic {
    Diagnostic(code: "description", "`\(name)` appears twice in one object", source: source, range: range)
  }
}
