/// Requests over time: one chart per provider on a common axis.
struct HTMLTimeline {
  private let timeline: Timeline?
  private static let height = 40.0

  init(_ requests: [RequestSpan]) { timeline = Timeline(requests) }

  var markup: String {
    guard let timeline, let buckets = timeline.lanes.first?.buckets.count else { return "" }
    let end = timeline.start + timeline.span * Double(buckets)
    return """
      <section class="timeline"><h2>Requests</h2>
      <p class="legend"><span class="ok">succeeded</span><span class="bad">failed or no response</span></p>
      \(timeline.lanes.map { lane($0, timeline) }.joined())<p class="axis"><span>\(ReportText.moment(timeline.start))</span>\
      <span>\(ReportText.clock(end))</span></p>
      </section>

      """
  }

  private func lane(_ lane: Timeline.Lane, _ timeline: Timeline) -> String {
    let facts = [
      ReportText.count(lane.count, "request"), "\(ReportText.count(lane.failed)) failed",
      "median \(ReportText.duration(lane.median))", "slowest \(ReportText.duration(lane.slowest))",
      "peak \(ReportText.count(lane.peak)) per \(ReportText.duration(timeline.span * 1000))",
    ]
    let name = Markup.escaped(lane.provider)
    let bars = lane.buckets.enumerated().map { bar($1, at: $0, lane, timeline) }.joined()
    return """
      <h3>\(name)</h3><p class="facts">\(facts.map { "<span>\($0)</span>" }.joined())</p>
      <svg class="lane" viewBox="0 0 \(lane.buckets.count * 10) \(Int(Self.height))" preserveAspectRatio="none" \
      role="img" aria-label="\(name): \(facts.joined(separator: ", "))">\(bars)</svg>

      """
  }

  private func bar(_ bucket: Timeline.Bucket, at place: Int, _ lane: Timeline.Lane, _ timeline: Timeline) -> String {
    guard bucket.count > 0, lane.peak > 0 else { return "" }
    let time = ReportText.clock(timeline.start + Double(place) * timeline.span)
    let title = "\(time): \(ReportText.count(bucket.count, "request")), \(ReportText.count(bucket.failed)) failed"
    // Anything that exists is at least 2 units high.
    let whole = max(2, Self.height * Double(bucket.count) / Double(lane.peak))
    let bad = bucket.failed == 0 ? 0 : max(2, whole * Double(bucket.failed) / Double(bucket.count))
    return "<g><title>\(title)</title>" + rect("ok", place, from: bad, to: whole) + rect("bad", place, from: 0, to: bad)
      + "</g>"
  }

  /// One part of a bar; heights are measured from the bottom.
  private func rect(_ name: String, _ place: Int, from low: Double, to high: Double) -> String {
    guard high > low else { return "" }
    let (top, size) = (tenths(Self.height - high), tenths(high - low))
    return "<rect class=\"\(name)\" x=\"\(place * 10 + 1)\" y=\"\(top)\" width=\"8\" height=\"\(size)\" />"
  }

  private func tenths(_ number: Double) -> Double { (number * 10).rounded() / 10 }
}
