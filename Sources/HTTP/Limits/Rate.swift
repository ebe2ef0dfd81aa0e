/// A maximum request rate for an account: `5/s`, `0.5/s`, `300/m`, `1000/h`.
public struct Rate: Sendable, Hashable {
  /// Requests per second.
  public let perSecond: Double

  /// From one request per day to 100,000 per second.
  private static let bounds = (1.0 / 86_400)...100_000

  /// Creates a rate; nil if it is out of range.
  public init?(perSecond: Double) {
    guard Self.bounds.contains(perSecond) else { return nil }
    self.perSecond = perSecond
  }

  /// Parses a number, a slash and `s`, `m` or `h`.
  public init?(parsing text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let span = ["s": 1.0, "m": 60, "h": 3600][parts[1]], let count = Self.number(parts[0])
    else { return nil }
    self.init(perSecond: count / span)
  }

  private static func number(_ text: Substring) -> Double? {
    guard text.utf8.allSatisfy({ $0 == UInt8(ascii: ".") || (0x30...0x39).contains($0) }) else { return nil }
    return Double(text)
  }

  /// Seconds between requests.
  var interval: Double { 1 / perSecond }
}
