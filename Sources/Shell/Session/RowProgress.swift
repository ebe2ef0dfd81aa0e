import Diagnostics

/// The progress of the rows of a run: `412 of 1000, 3 failed, 8.1/s, 1 min 12 s left`.
struct RowProgress {
  /// The number of seconds over which the rate is measured; it is not shown earlier.
  private static let span = 10.0
  /// The number of parts of a second for which rows are counted together.
  private static let parts = 16.0

  /// The total number of rows; nil if unknown.
  var total: Int?
  private(set) var finished = 0
  private(set) var failed = 0
  private let startedAt: Double
  /// The rows of the last seconds, oldest first.
  private var recent: [(part: Int, rows: Int)] = []

  /// - Parameter now: seconds of a monotonic clock, as in the other methods.
  init(now: Double) {
    startedAt = now
  }

  mutating func finish(failed hasFailed: Bool, now: Double) {
    finished += 1
    if hasFailed { failed += 1 }
    let part = Self.part(now)
    if recent.last?.part == part { recent[recent.count - 1].rows += 1 } else { recent.append((part, 1)) }
    recent.removeAll { $0.part <= Self.part(now - Self.span) }
  }

  /// The progress text, followed by further parts.
  func text(now: Double, _ rest: [String] = []) -> String {
    let rows = total.map { "\(finished) of \($0)" } ?? finished.of("row")
    return ([rows] + (failed > 0 ? ["\(failed) failed"] : []) + pace(now: now) + rest).joined(separator: ", ")
  }

  private func pace(now: Double) -> [String] {
    let rows = recent.filter { $0.part > Self.part(now - Self.span) }.reduce(0) { $0 + $1.rows }
    guard now - startedAt >= Self.span, rows > 0 else { return [] }
    let rate = Double(rows) / Self.span
    let left = total.map { "\(DurationText.text(Double(max($0 - finished, 0)) / rate)) left" }
    return ["\(Self.shown(rate))/s"] + (left.map { [$0] } ?? [])
  }

  private static func part(_ time: Double) -> Int { Int((time * parts).rounded(.down)) }

  private static func shown(_ rate: Double) -> String {
    let tenths = Int((rate * 10).rounded())
    return tenths < 1000 ? "\(tenths / 10).\(tenths % 10)" : "\(Int(rate.rounded()))"
  }
}
