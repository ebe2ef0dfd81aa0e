import HTTP

/// The different ways in which a server may parse a path: a slash, backslash or `;` inside a segment may end the
/// segment.
enum PathReadings {
  /// All readings, starting with the path as written, without empty segments.
  static func all(of path: [String]) -> [[String]] {
    let written = path.filter { !$0.isEmpty }
    let decoded = written.map(decoded)
    guard decoded.contains(where: { $0.contains { "/\\;".contains($0) } }) else { return [written] }
    return [written, resolved(decoded.flatMap(parts))]
  }

  /// Decodes once more, as a proxy may do.
  private static func decoded(_ segment: String) -> String { PercentEncoding.decode(segment) ?? segment }

  /// Splits a segment, and cuts each part before its `;`, which starts path parameters.
  private static func parts(_ segment: String) -> [String] {
    segment.split { "/\\".contains($0) }.map { String($0.prefix { $0 != ";" }) }
  }

  private static func resolved(_ parts: [String]) -> [String] {
    parts.reduce(into: []) { path, part in
      switch part {
      case "", ".": break
      case "..": _ = path.popLast()
      default: path.append(part)
      }
    }
  }
}
