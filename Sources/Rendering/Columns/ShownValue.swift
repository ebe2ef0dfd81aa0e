import JSON

/// Formats a value as a table cell: local times, list counts, and texts on a single line.
struct ShownValue {
  let mask: Mask?
  /// nil to show times unchanged.
  let clock: LocalClock?
  /// The length at which texts are truncated.
  static let longest = 400

  init(_ options: RenderingOptions) {
    (mask, clock) = (options.mask, options.clock)
  }

  /// Formats a cell.
  ///
  /// - Parameter isUnixTime: whether a number is in Unix seconds.
  func cell(_ value: Value?, key: Text, isUnixTime: Bool) -> Cell {
    guard let value else { return Cell("") }
    switch value.kind {
    case .array:
      guard let count = value.count else { return Cell("") }
      return Cell(Self.count(count, of: key), .number)
    case .number:
      let time = isUnixTime ? value.double.flatMap { clock?.text(ofSeconds: $0) } : nil
      return time.map { Cell($0) } ?? Cell(value, key: key, mask: mask)
    case .string:
      guard let text = value.text else { return Cell("") }
      if let masked = mask?(text, key) { return Cell(visible(masked.string)) }
      if let time = time(text) { return Cell(time) }
      let string = text.string
      guard string.utf8.count > Self.longest else { return Cell(visible(string)) }
      return Cell(visible(String(string.prefix(Self.longest)) + "…"))
    case .null, .true, .false, .object: return Cell(value, key: key, mask: mask)
    }
  }

  /// Converts an ISO 8601 text to local time; nil for other texts.
  func time(_ text: Text) -> String? {
    guard let clock, 16...40 ~= text.utf8Count else { return nil }
    return clock.seconds(of: text.string).flatMap { clock.text(ofSeconds: $0) }
  }

  /// Counts a list: `3 events`, `1 event`. The noun is the last word of its key, if that is a plural.
  static func count(_ count: Int, of key: Text) -> String {
    let name = key.string.split(separator: "_").last.map(String.init) ?? ""
    // Also splits camel case: `recentResults`.
    let word = visible(name.lastIndex(where: \.isUppercase).map { name[$0...].lowercased() } ?? name)
    let noun = word.hasSuffix("s") && !word.hasSuffix("ss") ? word : "items"
    guard count == 1 else { return "\(count) \(noun)" }
    return "1 " + (noun.hasSuffix("ies") ? noun.dropLast(3) + "y" : noun.dropLast())
  }
}
