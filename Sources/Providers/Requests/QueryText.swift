import HTTP

/// The query of a URL as names and values.
enum QueryText {
  static func items(_ text: some StringProtocol) -> [(name: String, value: String)] {
    text.prefix { $0 != "#" }.split(separator: "&").map { part in
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (decode(pair[0]), pair.count > 1 ? decode(pair[1]) : "")
    }
  }

  /// What stands behind the question mark of a URL; nil without one.
  static func of(url: String) -> [(name: String, value: String)]? {
    let parts = url.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    return parts.count > 1 ? items(parts[1]) : nil
  }

  private static func decode(_ part: some StringProtocol) -> String {
    let spaced = String(part.map { $0 == "+" ? " " : $0 })
    return PercentEncoding.decode(spaced) ?? spaced
  }
}
