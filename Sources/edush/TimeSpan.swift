/// A time span such as `30s`, `10m`, `12h`, `90d`, `4w`.
struct TimeSpan {
  let seconds: Double

  init?(parsing text: String) {
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
    guard let unit = text.last.flatMap({ units[$0] }), let count = Int(text.dropLast()), (0...1_000_000).contains(count)
    else { return nil }
    seconds = Double(count) * unit
  }
}
