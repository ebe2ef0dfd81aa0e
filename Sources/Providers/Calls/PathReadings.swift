import HTTP

/// The paths that a server may read in one: a slash, a backslash or a `;` inside a segment may end it there.
enum PathReadings {
  /// The path as it is written first, without empty segments.
  static func all(of path: [String]) -> [[String]] {
    let written = path.filter { !$0.isEmpty }
    let decoded = written.map(decoded)
    guard decoded.contains(where: { $0.contains { "/\\;".contains($0) } }) else { return [written] }
    return [written, resolved(decoded.flatMap(parts))]
  }

  /// Decoded once more, as behind a proxy.
  private static func decoded(_ segment: String) -> String { PercentEncoding.decode(segment) ?? segment }

  /// Each up to its `;`, behind which are parameters of the path.
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
