import Calendar
import Glibc
import JSON

/// Time functions of the C library: the local zone, formats and locale names.
enum LocalTime {
  /// Converts Unix seconds to broken-down time in the local zone.
  static func broken(_ seconds: Double) throws(Thrown) -> CivilTime {
    var time = tm()
    guard seconds.magnitude < 6.7e16 else {
      throw Thrown(.text("error converting number of seconds since epoch to datetime"))
    }
    let whole = seconds.rounded(.down)
    var clock = time_t(seconds)
    tzset()
    guard localtime_r(&clock, &time) != nil else {
      throw Thrown(.text("error converting number of seconds since epoch to datetime"))
    }
    return CivilTime(time, fraction: seconds - whole)
  }

  /// Formats a time with `strftime(3)`.
  static func format(_ time: CivilTime, _ format: Text, isLocal: Bool) throws(Thrown) -> Text {
    if format.isEmpty { return format }
    if !isLocal, let text = common(time, format) { return text }
    var broken = isLocal ? time.tm : time.normalized.tm
    if isLocal { normalizeLocally(&broken) }
    // A trailing mark distinguishes an empty result from a buffer that is too small.
    let marked = format.string + "|"
    var size = 256 + marked.utf8.count * 4
    while size < 1 << 24 {
      let result = withUnsafeTemporaryAllocation(of: CChar.self, capacity: size) { buffer -> Text? in
        guard let base = buffer.baseAddress else { return nil }
        let count = isLocal ? strftime(base, size, marked, &broken) : universal(buffer, marked, &broken)
        guard count > 0 else { return nil }
        return Text(utf8: UnsafeRawBufferPointer(buffer)[..<(count - 1)])
      }
      if let result { return result }
      size *= 8
    }
    throw Thrown(.text("\(isLocal ? "strflocaltime" : "strftime")/1: unknown system failure"))
  }

  /// Formats with GMT as the zone name.
  private static func universal(
    _ buffer: UnsafeMutableBufferPointer<CChar>, _ format: String, _ time: inout tm
  ) -> Int {
    guard let base = buffer.baseAddress else { return 0 }
    return "GMT".withCString { name in
      time.tm_zone = name
      return strftime(base, buffer.count, format, &time)
    }
  }

  /// Normalises every part and determines the zone's offset for the time.
  private static func normalizeLocally(_ time: inout tm) {
    var copy = time
    copy.tm_isdst = -1
    copy.tm_wday = -1
    tzset()
    _ = mktime(&copy)
    // `mktime` may legitimately return -1, but it never sets the weekday to -1.
    if copy.tm_wday != -1 { time = copy }
  }

  /// Formats ISO 8601 without the C library: a fast path for the usual case.
  private static func common(_ time: CivilTime, _ format: Text) -> Text? {
    guard format == "%Y-%m-%dT%H:%M:%SZ", 1000...9999 ~= time.year,
      GregorianCalendar.isDate(year: time.year, month: time.month + 1, day: time.day),
      0...23 ~= time.hours, 0...59 ~= time.minutes, time.second >= 0, time.second < 60
    else { return nil }
    return Text(count: 20) { bytes in
      func put(_ number: Int, _ offset: Int, _ digits: Int) {
        var rest = number
        for index in stride(from: offset + digits - 1, through: offset, by: -1) {
          bytes[index] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
          rest /= 10
        }
      }
      put(time.year, 0, 4)
      put(time.month + 1, 5, 2)
      put(time.day, 8, 2)
      put(time.hours, 11, 2)
      put(time.minutes, 14, 2)
      put(Int(time.second), 17, 2)
      for (offset, byte) in [(4, 0x2D), (7, 0x2D), (10, 0x54), (13, 0x3A), (16, 0x3A), (19, 0x5A)] {
        bytes[offset] = UInt8(truncatingIfNeeded: byte)
      }
    }
  }

  /// Parses a text with a `strptime(3)` format. An unparsed rest that begins with a space becomes the last element.
  static func parse(_ text: Text, _ format: Text) throws(Thrown) -> Value {
    if let time = commonParse(text, format) { return time.value }
    let read = text.withUTF8 { text in
      format.withUTF8 { format in
        var reader = TimeReader(text)
        return reader.read(format) && reader.isAtEndOrBlank ? (reader.time, reader.rest) : nil
      }
    }
    guard let (time, rest) = read else {
      throw Thrown(.text("date \"\(text.string)\" does not match format \"\(format.string)\""))
    }
    return rest.isEmpty ? time.value : .array((time.value.array ?? []) + [Value(rest)])
  }

  /// Parses ISO 8601 without the C library, a fast path; nil for anything unusual.
  private static func commonParse(_ text: Text, _ format: Text) -> CivilTime? {
    guard format == "%Y-%m-%dT%H:%M:%SZ", text.utf8Count == 20 else { return nil }
    return text.withUTF8 { bytes in
      func number(_ offset: Int, _ digits: Int) -> Int {
        var result = 0
        for index in offset..<offset + digits {
          guard 0x30...0x39 ~= bytes[index] else { return -1 }
          result = result * 10 + Int(bytes[index] - 0x30)
        }
        return result
      }
      let marks = [(4, 0x2D), (7, 0x2D), (10, 0x54), (13, 0x3A), (16, 0x3A), (19, 0x5A)] as [(Int, UInt8)]
      guard marks.allSatisfy({ bytes[$0.0] == $0.1 }) else { return nil }
      let (year, month, day) = (number(0, 4), number(5, 2), number(8, 2))
      let (hours, minutes, seconds) = (number(11, 2), number(14, 2), number(17, 2))
      guard year >= 0, 1...12 ~= month, 1...28 ~= day, 0...23 ~= hours, 0...59 ~= minutes, 0...59 ~= seconds else {
        return nil
      }
      let days = CivilTime.day(year, month - 1, day)
      return CivilTime(whole: days * 86_400 + hours * 3600 + minutes * 60 + seconds, fraction: 0)
    }
  }
}

extension CivilTime {
  init(_ time: tm, fraction: Double) {
    self.init(whole: 0, fraction: 0)
    year = Int(time.tm_year) + 1900
    month = Int(time.tm_mon)
    day = Int(time.tm_mday)
    hours = Int(time.tm_hour)
    minutes = Int(time.tm_min)
    second = Double(time.tm_sec) + fraction
    weekday = Int(time.tm_wday)
    dayOfYear = Int(time.tm_yday)
  }

  /// The C library's structure; parts are clamped to its integer range.
  var tm: Glibc.tm {
    func part(_ number: Int) -> Int32 { Int32(clamping: number) }
    var time = Glibc.tm()
    time.tm_year = part(year - 1900)
    time.tm_mon = part(month)
    time.tm_mday = part(day)
    time.tm_hour = part(hours)
    time.tm_min = part(minutes)
    time.tm_sec = part(Int(second))
    time.tm_wday = part(((weekday % 7) + 7) % 7)
    time.tm_yday = part(dayOfYear)
    return time
  }
}
