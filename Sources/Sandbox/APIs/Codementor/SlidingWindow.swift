/// A sliding rate window, per key.
struct SlidingWindow {
  let limit: Int
  let seconds: Double
  private var admitted: [String: [Double]] = [:]

  init(limit: Int, seconds: Double) {
    self.limit = limit
    self.seconds = seconds
  }

  /// Counts a request; returns false if the limit is reached. Refused requests do not count.
  mutating func admit(_ key: String, at now: Double) -> Bool {
    var times = admitted[key, default: []]
    times.removeAll { $0 <= now - seconds }
    let isAdmitted = times.count < limit
    if isAdmitted { times.append(now) }
    admitted[key] = times
    return isAdmitted
  }
}
