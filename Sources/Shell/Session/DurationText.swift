/// Formats a duration in its two largest units.
enum DurationText {
  private static let units = [(86_400, "d"), (3600, "h"), (60, "min"), (1, "s")]

  /// A text such as `45 s`, `1 min 12 s`, `2 h 5 min`, `3 d 4 h`; rounded up.
  static func text(_ seconds: Double) -> String {
    let seconds = Int(min(seconds.rounded(.up), 1e9))
    let place = units.firstIndex { seconds >= $0.0 } ?? units.count - 1
    var (rest, parts) = (seconds, [String]())
    for (length, name) in units[place...].prefix(2) {
      if rest / length > 0 || parts.isEmpty { parts.append("\(rest / length) \(name)") }
      rest %= length
    }
    return parts.joined(separator: " ")
  }
}
