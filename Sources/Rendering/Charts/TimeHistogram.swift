import Calendar

/// The number of times in each hour, day, week, month or year.
struct TimeHistogram {
  /// The period that a bar represents.
  enum Unit: String {
    case hour
    case day
    case week
    case month
    case year
  }

  let unit: Unit
  private let clock: LocalClock
  private let counts: [Int: Int]

  /// nil if there are no times.
  init?(_ moments: [Double], _ clock: LocalClock) {
    let moments = moments.filter { $0.magnitude < 2e11 }.map { Int($0.rounded(.down)) }
    guard let first = moments.min(), let last = moments.max() else { return nil }
    let days = (last - first) / 86_400
    let unit: Unit =
      switch days {
      case ...1: .hour
      case ...45: .day
      case ...300: .week
      case ...1500: .month
      default: .year
      }
    self.unit = unit
    self.clock = clock
    var counts: [Int: Int] = [:]
    for moment in moments { counts[Self.bucket(moment + clock.offset(moment), unit), default: 0] += 1 }
    self.counts = counts
  }

  /// A bar for each period from the first to the last, in order.
  var bars: [Bar] {
    guard let first = counts.keys.min(), let last = counts.keys.max(), last - first < 2000 else { return [] }
    return (first...last).map { Bar(Cell(label($0)), Double(counts[$0] ?? 0), text: String(counts[$0] ?? 0)) }
  }

  /// The number of the period that contains a wall-clock time.
  private static func bucket(_ wall: Int, _ unit: Unit) -> Int {
    let day = wall.quotientRoundedDown(by: 86_400)
    switch unit {
    case .hour: return wall.quotientRoundedDown(by: 3600)
    case .day: return day
    // 1970-01-01 was a Thursday; weeks begin on Monday.
    case .week: return (day + 3).quotientRoundedDown(by: 7)
    case .month:
      let date = GregorianCalendar.date(ofDay: day)
      return date.year * 12 + date.month - 1
    case .year: return GregorianCalendar.date(ofDay: day).year
    }
  }

  private func label(_ bucket: Int) -> String {
    switch unit {
    case .hour:
      let hour = bucket - bucket.quotientRoundedDown(by: 24) * 24
      return "\(Self.date(bucket.quotientRoundedDown(by: 24))) \(hour.digits(2)):00"
    case .day: return Self.date(bucket)
    case .week: return Self.date(bucket * 7 - 3)
    case .month: return "\((bucket / 12).digits(4))-\((bucket % 12 + 1).digits(2))"
    case .year: return bucket.digits(4)
    }
  }

  private static func date(_ day: Int) -> String {
    let date = GregorianCalendar.date(ofDay: day)
    return "\(date.year.digits(4))-\(date.month.digits(2))-\(date.day.digits(2))"
  }
}
