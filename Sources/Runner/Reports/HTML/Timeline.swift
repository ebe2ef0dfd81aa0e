import Query

/// Requests per provider, counted in equal time spans.
struct Timeline {
  struct Bucket: Hashable {
    var count = 0
    var failed = 0
  }

  struct Lane {
    let provider: String
    var buckets: [Bucket]
    /// In milliseconds, in ascending order.
    var durations: [Double] = []

    var count: Int { durations.count }
    var failed: Int { buckets.reduce(0) { $0 + $1.failed } }
    var peak: Int { buckets.map(\.count).max() ?? 0 }
    var median: Double { durations.isEmpty ? 0 : durations[durations.count / 2] }
    var slowest: Double { durations.last ?? 0 }
  }

  /// Unix seconds.
  let start: Double
  /// The length of a bucket, in seconds.
  let span: Double
  /// The counts by provider name.
  let lanes: [Lane]

  private static let mostBuckets = 96
  /// The minimum number of buckets; a short run leaves the last ones empty.
  private static let fewestBuckets = 32
  private static let spans: [Double] = [
    0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 43_200, 86_400,
  ]

  /// nil if there are no requests.
  init?(_ requests: [RequestSpan]) {
    let known = requests.filter { (0..<1e11).contains($0.startedAt) }
    guard let first = known.map(\.startedAt).min(), let last = known.map(\.startedAt).max() else { return nil }
    let most = Double(Self.mostBuckets)
    let span = Self.spans.first { (last - first) / $0 < most - 1 } ?? (last - first) / (most - 1)
    let start = (first / span).rounded(.down) * span
    let count = min(max(Int((last - start) / span) + 1, Self.fewestBuckets), Self.mostBuckets)
    var lanes: [String: Lane] = [:]
    for request in known {
      let place = min(max(Int((request.startedAt - start) / span), 0), count - 1)
      let provider = request.account.provider
      lanes[
        provider, default: Lane(provider: provider, buckets: Array(repeating: Bucket(), count: count))
      ].buckets[place].count += 1
      if request.hasFailed { lanes[provider]?.buckets[place].failed += 1 }
      lanes[provider]?.durations.append(request.durationMilliseconds)
    }
    self.start = start
    self.span = span
    self.lanes = lanes.values.sorted { $0.provider < $1.provider }.map { lane in
      var lane = lane
      lane.durations.sort()
      return lane
    }
  }
}
