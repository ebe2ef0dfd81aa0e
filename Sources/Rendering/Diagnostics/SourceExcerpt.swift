import Diagnostics
import Width

/// The source lines that a diagnostic shows: the one its range lies in, or the first and the last.
struct SourceExcerpt {
  let source: SourceText
  /// Where the range begins: `7:31`.
  let position: String
  let lines: [MarkedLine]

  init(_ source: SourceText, _ range: SourceRange, _ hidden: [SourceRange] = []) {
    self.source = source
    let start = source.position(at: range.lower)
    position = "\(start.line):\(start.column)"
    lines = Self.lines(of: Array(source.text.utf8), range, hidden, first: start.line)
  }

  var gutterWidth: Int { String(lines.last?.number ?? 1).utf8.count }

  /// Whether there are lines between the two that are shown.
  var omitsLines: Bool {
    guard let first = lines.first, let last = lines.last else { return false }
    return last.number > first.number + 1
  }

  private static func lines(
    of text: [UInt8], _ range: SourceRange, _ hidden: [SourceRange], first: Int
  ) -> [MarkedLine] {
    let lower = min(max(0, range.lower), text.count)
    var upper = min(max(lower, range.upper), text.count)
    // A range that includes the break of its last line ends on that line.
    while upper > lower + 1, text[upper - 1] == 0x0A || text[upper - 1] == 0x0D { upper -= 1 }
    let opening = line(around: lower, in: text)
    guard upper > opening.upperBound, text[opening.upperBound..<upper].contains(0x0A) else {
      return [
        MarkedLine(
          number: first, text[opening], from: lower, to: min(upper, opening.upperBound), hidden)
      ]
    }
    let closing = line(around: upper, in: text)
    let number = first + text[lower..<upper].count { $0 == 0x0A }
    let start = text[closing].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? closing.lowerBound
    return [
      MarkedLine(number: first, text[opening], from: lower, to: opening.upperBound, hidden),
      MarkedLine(number: number, text[closing], from: min(start, upper), to: upper, hidden),
    ]
  }

  /// The line that holds an offset, without its line break.
  private static func line(around offset: Int, in text: [UInt8]) -> Range<Int> {
    let start = text[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    var end = text[offset...].firstIndex(of: 0x0A) ?? text.count
    if end > start, end < text.count, text[end - 1] == 0x0D { end -= 1 }
    return start..<max(end, offset)
  }
}

/// A source line with the part of it that is meant.
struct MarkedLine {
  let number: Int
  private let before: String
  private let marked: String
  private let after: String

  init(
    number: Int, _ line: ArraySlice<UInt8>, from lower: Int, to upper: Int,
    _ hidden: [SourceRange] = []
  ) {
    self.number = number
    let lower = min(max(lower, line.startIndex), line.endIndex)
    let upper = min(max(upper, lower), line.endIndex)
    before = Self.shown(line[line.startIndex..<lower], hidden)
    marked = Self.shown(line[lower..<upper], hidden)
    after = Self.shown(line[upper...], hidden)
  }

  /// The text with a mark in place of each hidden part, or of what of it lies here.
  private static func shown(_ bytes: ArraySlice<UInt8>, _ hidden: [SourceRange]) -> String {
    var shown: [UInt8] = []
    var place = bytes.startIndex
    for range in hidden where range.lower < bytes.endIndex && range.upper > place {
      shown += bytes[place..<max(place, range.lower)] + Array("<redacted>".utf8)
      place = min(range.upper, bytes.endIndex)
    }
    return visible(
      String(decoding: shown + bytes[place...], as: UTF8.self).replacing("\t", with: "    "))
  }

  /// The line in at most so many columns, cut on both sides of the mark where it is longer; the spaces before the carets
  /// and the carets, at least one.
  func displayed(columns: Int) -> (text: String, indentation: String, carets: String) {
    var start = before
    let isLong = displayWidth(of: before) + displayWidth(of: marked) + displayWidth(of: after) > columns
    if isLong, displayWidth(of: before) > columns / 2 {
      start = "…" + before.suffix(columns: columns / 2 - 1)
    }
    let indentation = displayWidth(of: start)
    let middle = isLong ? marked.shortened(toColumns: columns - indentation - 1) : marked
    let carets = max(1, displayWidth(of: middle))
    let isCut = middle != marked
    let end = isCut ? "" : isLong ? after.shortened(toColumns: max(1, columns - indentation - carets)) : after
    return (
      start + middle + end, String(repeating: " ", count: indentation), String(repeating: "^", count: carets)
    )
  }
}
