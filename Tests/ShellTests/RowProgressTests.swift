import Testing

@testable import Shell

/// The progress line of a run's rows.
@Suite struct RowProgressTests {
  /// Rows at an even pace, the first of them after one step.
  private func progress(_ rows: Int, every step: Double, failing: Int = 0, total: Int? = nil) -> RowProgress {
    var progress = RowProgress(now: 100)
    progress.total = total
    for row in 1...rows { progress.finish(failed: row <= failing, now: 100 + Double(row) * step) }
    return progress
  }

  @Test func `It counts rows, failures and remaining rows`() {
    let progress = progress(412, every: 0.125, failing: 3, total: 1000)
    #expect(progress.text(now: 151.5) == "412 of 1000, 3 failed, 8.0/s, 1 min 14 s left")
    #expect(
      progress.text(now: 151.5, ["codementor 12 left"])
        == "412 of 1000, 3 failed, 8.0/s, 1 min 14 s left, codementor 12 left")
  }

  @Test func `Without a total there is no "of" and no remaining time`() {
    #expect(progress(412, every: 0.125).text(now: 151.5) == "412 rows, 8.0/s")
    #expect(progress(1, every: 0.125).text(now: 101) == "1 row")
  }

  @Test func `There is no rate in the first ten seconds`() {
    #expect(progress(40, every: 0.125, total: 1000).text(now: 109) == "40 of 1000")
  }

  @Test func `Only the last ten seconds count`() {
    var progress = progress(200, every: 0.25, total: 1000)
    for row in 1...40 { progress.finish(failed: false, now: 150 + Double(row)) }
    #expect(progress.text(now: 190) == "240 of 1000, 1.0/s, 12 min 40 s left")
    // While nothing ends there is nothing to estimate from.
    #expect(progress.text(now: 201) == "240 of 1000")
  }

  @Test(arguments: [
    (0, "0 s"), (45, "45 s"), (120, "2 min"), (7500, "2 h 5 min"), (7201, "2 h"), (273_600, "3 d 4 h"),
  ])
  func `Times use their two largest units`(seconds: Int, shown: String) {
    let progress = progress(20, every: 1, total: 20 + seconds)
    #expect(progress.text(now: 120) == "20 of \(20 + seconds), 1.0/s, \(shown) left")
  }

  @Test func `A fast run has a rate without a fraction`() {
    #expect(progress(4000, every: 1 / 256, total: 4000).text(now: 100 + 4000 / 256).hasPrefix("4000 of 4000, 255/s"))
  }
}
