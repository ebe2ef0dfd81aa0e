import HTTP
import Query

/// The report on the calls of a line: `200 OK · 142 ms · @7`, or for several, `3 calls · 512 ms · @7..@9`.
struct CallReport {
  let text: String

  /// - Parameters:
  ///   - exchanges: the exchanges of the line, oldest first.
  ///   - isSilent: whether the line's result is null and therefore uninformative.
  ///   - reports: the calls that are reported; nil if there is nothing to report.
  init?(_ exchanges: [Exchange], isSilent: Bool, _ reports: StatusReports) {
    let calls = exchanges.filter { !$0.isIncidental && $0.response != nil }
    let isWanted =
      switch reports {
      case .on: true
      case .off: false
      case .writes: isSilent || calls.contains { $0.risk != .read }
      }
    guard isWanted, let first = calls.first, let last = calls.last else { return nil }
    if calls.count == 1 {
      let tries = first.attempts.count > 1 ? " · \(first.attempts.count) tries" : ""
      text = "\(Self.status(first)) · \(Self.duration(first.durationMilliseconds))\(tries) · @\(first.id)"
    } else {
      let duration = calls.reduce(0) { $0 + $1.durationMilliseconds }
      text = "\(calls.count) calls · \(Self.duration(duration)) · @\(first.id)..@\(last.id)"
    }
  }

  private static func status(_ exchange: Exchange) -> String {
    guard let response = exchange.response else { return "" }
    return response.reasonPhrase.isEmpty ? "\(response.status)" : "\(response.status) \(response.reasonPhrase)"
  }

  private static func duration(_ milliseconds: Double) -> String {
    milliseconds < 10_000 ? "\(Int(milliseconds.rounded())) ms" : DurationText.text(milliseconds / 1000)
  }
}
