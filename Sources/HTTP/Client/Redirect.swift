/// Interprets the `Location` header of a redirect.
enum Redirect {
  /// The origin of a location; nil if it is relative or malformed.
  static func origin(of location: String) -> Origin? {
    if let mark = location.range(after: "://") {
      let end = location[mark...].firstIndex { "/?#\\".contains($0) } ?? location.endIndex
      return Origin(parsing: location[..<end])
    }
    return nil
  }

  /// The path and query of the next request; nil if the location is on another origin.
  static func target(of location: String, from request: Request) -> String? {
    guard location.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\\") }) else { return nil }
    let text = String(location.prefix { $0 != "#" })
    if text.hasPrefix("//") {
      return target(of: "\(request.origin.scheme):" + text, from: request)
    }
    if let scheme = text.firstIndex(of: ":"), !text[..<scheme].contains(where: { "/?".contains($0) }) {
      guard origin(of: text) == request.origin, let mark = text.range(after: "://") else { return nil }
      let rest = text[mark...].drop { !"/?".contains($0) }
      return normalized(rest.hasPrefix("/") ? String(rest) : "/" + rest)
    }
    return normalized(resolve(text, against: request.target))
  }

  private static func resolve(_ reference: String, against target: String) -> String {
    let path = target.prefix { $0 != "?" }
    if reference.isEmpty { return target }
    if reference.hasPrefix("/") { return reference }
    if reference.hasPrefix("?") { return path + reference }
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
    return folder + reference
  }

  /// Removes dot segments (RFC 3986, 5.2.4).
  private static func normalized(_ target: String) -> String {
    let path = target.prefix { $0 != "?" }
    var segments: [Substring] = []
    let parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    for (place, part) in parts.enumerated() {
      switch part {
      case ".", "..":
        if part == "..", !segments.isEmpty { segments.removeLast() }
        if place == parts.count - 1 { segments.append("") }
      default: segments.append(part)
      }
    }
    return "/" + segments.joined(separator: "/") + target[path.endIndex...]
  }
}
