/// The rule for future times, in the format of the POSIX `TZ` variable: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct ZoneRule: Sendable {
  /// The standard UTC offset, in seconds east of UTC.
  private let standard: Int
  /// Daylight saving time; nil if there is none.
  private let summer: (offset: Int, start: Day, end: Day)?

  /// Parses a complete text; nil for other texts.
  init?(_ text: String) {
    var reader = Reader(text)
    guard reader.name(), let west = reader.time() else { return nil }
    standard = -west
    guard !reader.isAtEnd else {
      summer = nil
      return
    }
    guard reader.name() else { return nil }
    let offset = reader.isAt(",") ? -west + 3600 : reader.time().map { -$0 }
    guard let offset, reader.take(","), let start = Day(&reader), reader.take(","), let end = Day(&reader),
      reader.isAtEnd
    else { return nil }
    summer = (offset, start, end)
  }

  /// Returns the UTC offset at a time, in seconds east of UTC.
  func offset(at seconds: Int) -> Int {
    guard let summer else { return standard }
    let day = Int((Double(seconds + standard) / 86_400).rounded(.down))
    let year = GregorianCalendar.date(ofDay: day).year
    let start = summer.start.seconds(of: year) - standard
    let end = summer.end.seconds(of: year) - summer.offset
    let isSummer = start < end ? start..<end ~= seconds : !(end..<start ~= seconds)
    return isSummer ? summer.offset : standard
  }

  /// A day of the year and a time of day.
  struct Day: Sendable {
    private enum Kind {
      /// A weekday (0 for Sunday) in a week of a month; week 5 is the last one.
      case weekday(month: Int, week: Int, day: Int)
      /// From 1; 29 February is never counted.
      case julian(Int)
      /// From 0; 29 February is counted.
      case ordinal(Int)
    }

    private let kind: Kind
    private let time: Int

    fileprivate init?(_ reader: inout Reader) {
      if reader.take("M") {
        guard let month = reader.number(), 1...12 ~= month, reader.take("."), let week = reader.number(),
          1...5 ~= week, reader.take("."), let day = reader.number(), 0...6 ~= day
        else { return nil }
        kind = .weekday(month: month, week: week, day: day)
      } else {
        let isJulian = reader.take("J")
        guard let day = reader.number(), day <= 365 else { return nil }
        kind = isJulian ? .julian(day) : .ordinal(day)
      }
      guard reader.take("/") else {
        time = 7200
        return
      }
      guard let written = reader.time() else { return nil }
      time = written
    }

    /// The Unix seconds in a year, as if in UTC.
    func seconds(of year: Int) -> Int { day(of: year) * 86_400 + time }

    private func day(of year: Int) -> Int {
      let first = GregorianCalendar.day(year: year, month: 1, day: 1)
      switch kind {
      case .ordinal(let day): return first + day
      case .julian(let day): return first + day - 1 + (GregorianCalendar.isLeap(year) && day >= 60 ? 1 : 0)
      case .weekday(let month, let week, let weekday):
        let start = GregorianCalendar.day(year: year, month: month, day: 1)
        let earliest = start + ((weekday - start - 4) % 7 + 7) % 7
        let length = GregorianCalendar.days(inMonth: month, of: year)
        let day = earliest + (week - 1) * 7
        return day < start + length ? day : day - 7
      }
    }
  }

  fileprivate struct Reader {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = text[...].utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    func isAt(_ mark: Character) -> Bool { rest.first == mark.asciiValue }

    mutating func take(_ mark: Character) -> Bool {
      guard isAt(mark) else { return false }
      rest = rest.dropFirst()
      return true
    }

    /// Reads a name such as `CET` or `<+03>`.
    mutating func name() -> Bool {
      let before = rest.count
      if take("<") {
        rest = rest.drop { $0 != 0x3E }
        return take(">")
      }
      rest = rest.drop { 0x41...0x5A ~= $0 & 0xDF }
      return rest.count <= before - 3
    }

    mutating func number() -> Int? {
      let digits = rest.prefix { 0x30...0x39 ~= $0 }
      guard 1...3 ~= digits.count else { return nil }
      rest = rest.dropFirst(digits.count)
      return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// Reads a time such as `2`, `-1:30` or `+2:00:00`, in seconds.
    mutating func time() -> Int? {
      let sign = take("-") ? -1 : 1
      if sign == 1 { _ = take("+") }
      guard let hours = number() else { return nil }
      var seconds = hours * 3600
      for unit in [60, 1] where take(":") {
        guard let part = number() else { return nil }
        seconds += part * unit
      }
      return sign * seconds
    }
  }
}
