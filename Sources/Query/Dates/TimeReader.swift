import Calendar
import JSON

/// Parses a time like glibc's `strptime(3)`, with English names.
struct TimeReader {
  private let text: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private var fields = CivilTime(whole: 0, fraction: 0)
  private var century: Int?
  private var yearOfCentury: Int?
  private var isAfternoon: Bool?
  private var hasYear = false
  private var hasMonth = false
  private var hasDay = false
  private var hasDayOfYear = false
  private var hasWeekday = false
  /// The week of the year and the first day of the week (0 for Sunday).
  private var week: (number: Int, firstDay: Int)?

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    fields.year = 1900
    fields.day = 0
    // jq's values for unknown fields.
    (fields.weekday, fields.dayOfYear) = (8, 367)
  }

  /// Whether the text is used up or a space follows.
  var isAtEndOrBlank: Bool { offset == text.count || TimeReader.isSpace(text[offset]) }

  /// The unparsed rest of the text.
  var rest: Text { Text(utf8: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: text[offset...]))) }

  /// The parsed fields and those derived from them, computed as in glibc.
  var time: CivilTime {
    var time = fields
    if let isAfternoon { time.hours = time.hours % 12 + (isAfternoon ? 12 : 0) }
    if let yearOfCentury {
      time.year = (century.map { $0 * 100 } ?? (yearOfCentury < 69 ? 2000 : 1900)) + yearOfCentury
    } else if let century {
      time.year = century * 100 + time.year % 100
    }
    if hasDayOfYear { completeDate(&time) }
    if hasYear || hasMonth || hasDay {
      let (weekday, dayOfYear) = (time.weekday, time.dayOfYear)
      time.completeDays()
      if hasWeekday { time.weekday = weekday }
      if hasDayOfYear { time.dayOfYear = dayOfYear }
    }
    if let week, hasWeekday { complete(&time, week.number, week.firstDay) }
    return time
  }

  /// Derives the day of the year from the week and the weekday, and the date from that.
  private func complete(_ time: inout CivilTime, _ week: Int, _ firstDay: Int) {
    var first = time
    (first.month, first.day) = (0, 1)
    first.completeDays()
    if !hasDayOfYear {
      time.dayOfYear = (7 - (first.weekday - firstDay)) % 7 + (week - 1) * 7 + (time.weekday - firstDay + 7) % 7
    }
    completeDate(&time)
  }

  /// Derives the month and the day from the day of the year, if they were not parsed.
  private func completeDate(_ time: inout CivilTime) {
    guard !hasMonth || !hasDay else { return }
    var date = (month: 0, day: time.dayOfYear + 1)
    while date.month < 12 {
      let days = GregorianCalendar.days(inMonth: date.month + 1, of: time.year)
      guard date.day > days else { break }
      date = (date.month + 1, date.day - days)
    }
    if !hasMonth { time.month = date.month }
    if !hasDay { time.day = date.day }
  }

  /// Parses the text with a format; returns false if the text does not match.
  mutating func read(_ format: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < format.count {
      let byte = format[index]
      index += 1
      if TimeReader.isSpace(byte) {
        skipSpaces()
      } else if byte == 0x25 {
        while index < format.count, [0x45, 0x4F, 0x5F, 0x2D, 0x30, 0x5E, 0x23].contains(format[index]) { index += 1 }
        guard index < format.count, directive(format[index]) else { return false }
        index += 1
      } else {
        guard offset < text.count, text[offset] == byte else { return false }
        offset += 1
      }
    }
    return true
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

  private mutating func skipSpaces() { while offset < text.count, TimeReader.isSpace(text[offset]) { offset += 1 } }

  private mutating func directive(_ letter: UInt8) -> Bool {
    switch Character(Unicode.Scalar(letter)) {
    case "%": return literal(letter)
    case "n", "t":
      skipSpaces()
      return true
    case "Y":
      return number(4, 0...9999, signed: true) {
        $0.fields.year = $1; $0.yearOfCentury = nil; $0.hasYear = true
      }
    case "C":
      return number(2, 0...99) {
        $0.century = $1; $0.hasYear = true
      }
    case "y", "g":
      return number(2, 0...99) {
        $0.yearOfCentury = $1; $0.hasYear = true
      }
    case "m":
      return number(2, 1...12) {
        $0.fields.month = $1 - 1; $0.hasMonth = true
      }
    case "d", "e":
      return number(2, 1...31) {
        $0.fields.day = $1; $0.hasDay = true
      }
    case "H", "k":
      return number(2, 0...23) {
        $0.fields.hours = $1; $0.isAfternoon = nil
      }
    case "I", "l": return number(2, 1...12) { $0.fields.hours = $1 % 12 }
    case "M": return number(2, 0...59) { $0.fields.minutes = $1 }
    case "S": return number(2, 0...61) { $0.fields.second = Double($1) }
    case "j":
      return number(3, 1...366) {
        $0.fields.dayOfYear = $1 - 1; $0.hasDayOfYear = true
      }
    case "U": return number(2, 0...53) { $0.week = ($1, 0) }
    case "W": return number(2, 0...53) { $0.week = ($1, $0.week?.firstDay ?? 1) }
    case "V": return number(2, 0...53) { _, _ in }
    case "G": return number(4, 0...9999) { _, _ in }
    case "w": return number(1, 0...6) { $0.setWeekday($1) }
    case "u": return number(1, 1...7) { $0.setWeekday($1 % 7) }
    case "s": return secondsSinceEpoch()
    case "a", "A": return name(TimeReader.weekdays) { $0.setWeekday($1) }
    case "b", "B", "h":
      return name(TimeReader.months) {
        $0.fields.month = $1; $0.hasMonth = true
      }
    case "p", "P": return name(["AM", "PM"]) { $0.isAfternoon = $1 == 1 }
    case "Z": return zoneName()
    case "z": return zoneOffset()
    case "T": return read("%H:%M:%S")
    case "R": return read("%H:%M")
    case "D", "x": return read("%m/%d/%y")
    case "F": return read("%Y-%m-%d")
    case "X": return read("%H:%M:%S")
    case "r": return read("%I:%M:%S %p")
    case "c": return read("%a %b %e %H:%M:%S %Y")
    default: return false
    }
  }

  private mutating func read(_ format: StaticString) -> Bool {
    format.withUTF8Buffer { read($0) }
  }

  private mutating func setWeekday(_ weekday: Int) {
    fields.weekday = weekday
    hasWeekday = true
  }

  /// Parses unsigned Unix seconds, converted to the local zone.
  private mutating func secondsSinceEpoch() -> Bool {
    guard offset < text.count, 0x30...0x39 ~= text[offset] else { return false }
    var seconds = 0.0
    while offset < text.count, 0x30...0x39 ~= text[offset] {
      seconds = seconds * 10 + Double(text[offset] - 0x30)
      offset += 1
    }
    guard let time = try? LocalTime.broken(seconds) else { return false }
    fields = time
    return true
  }

  private mutating func literal(_ byte: UInt8) -> Bool {
    guard offset < text.count, text[offset] == byte else { return false }
    offset += 1
    return true
  }

  private mutating func number(
    _ digits: Int, _ range: ClosedRange<Int>, signed: Bool = false, _ set: (inout TimeReader, Int) -> Void
  ) -> Bool {
    skipSpaces()
    var isNegative = false
    if signed, offset < text.count, text[offset] == 0x2D {
      isNegative = true
      offset += 1
    }
    var value = 0
    var count = 0
    while count < digits, offset < text.count, 0x30...0x39 ~= text[offset] {
      value = value * 10 + Int(text[offset] - 0x30)
      offset += 1
      count += 1
      if value * 10 > range.upperBound, digits < 18 { break }
    }
    guard count > 0, range.contains(value) else { return false }
    set(&self, isNegative ? -value : value)
    return true
  }

  private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  /// Parses a name, in full or as its first three letters, ignoring case.
  private mutating func name(_ names: [String], _ set: (inout TimeReader, Int) -> Void) -> Bool {
    skipSpaces()
    for (index, name) in names.enumerated() {
      for length in name.utf8.count > 3 ? [name.utf8.count, 3] : [name.utf8.count] {
        let wanted = name.utf8.prefix(length)
        guard offset + length <= text.count else { continue }
        let found = text[offset..<offset + length]
        guard zip(wanted, found).allSatisfy({ $0 | 0x20 == $1 | 0x20 }) else { continue }
        offset += length
        set(&self, index)
        return true
      }
    }
    return false
  }

  private mutating func zoneName() -> Bool {
    skipSpaces()
    while offset < text.count, !TimeReader.isSpace(text[offset]) { offset += 1 }
    return true
  }

  /// Parses `Z`, `+01:00`, `+0100` or `+01`; the offset is not applied, as in jq.
  private mutating func zoneOffset() -> Bool {
    skipSpaces()
    guard offset < text.count else { return false }
    if text[offset] == 0x5A {
      offset += 1
      return true
    }
    guard text[offset] == 0x2B || text[offset] == 0x2D else { return false }
    offset += 1
    var count = 0
    while count < 4, offset < text.count {
      if text[offset] == 0x3A, count == 2 {
        offset += 1
      } else if 0x30...0x39 ~= text[offset] {
        offset += 1
        count += 1
      } else {
        break
      }
    }
    return count == 2 || count == 4
  }
}
