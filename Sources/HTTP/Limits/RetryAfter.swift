/// The `Retry-After` header (RFC 9110, 10.2.3): seconds, or a date in one of three formats.
public enum RetryAfter {
  /// Seconds from now, zero for a past date; nil if the header is missing or malformed.
  public static func seconds(_ headers: Headers, now: Double) -> Double? {
    guard let text = headers["retry-after"].map(trimmed), !text.isEmpty else { return nil }
    if text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { return Double(text) }
    return HTTPDate.unixSeconds(text, now: now).map { max(0, $0 - now) }
  }

  private static func trimmed(_ text: String) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
