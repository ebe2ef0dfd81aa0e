import HTTP

/// The parts of a URL that are relevant for paging.
enum QueryText {
  static func items(_ text: some StringProtocol) -> [(name: String, value: String)] {
    text.prefix { $0 != "#" }.split(separator: "&").map { part in
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (decode(pair[0]), pair.count > 1 ? decode(pair[1]) : "")
    }
  }

  /// The query of a URL; nil if it has none.
  static func of(url: String) -> [(name: String, value: String)]? {
    let parts = url.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    return parts.count > 1 ? items(parts[1]) : nil
  }

  /// The authority of a URL (host, port and user information); nil if the URL is relative.
  static func authority(of url: String) -> Substring? {
    let place = url.prefix { !"?#".contains($0) }
    let scheme = place.prefixMatch(of: /(?:[A-Za-z][A-Za-z0-9+.\-]*:)?[\/\\]{2}/)
    return scheme.map { place[$0.range.upperBound...].prefix { !"/\\".contains($0) } }
  }

  private static func decode(_ part: some StringProtocol) -> String {
    let spaced = String(part.map { $0 == "+" ? " " : $0 })
    return PercentEncoding.decode(spaced) ?? spaced
  }
}
