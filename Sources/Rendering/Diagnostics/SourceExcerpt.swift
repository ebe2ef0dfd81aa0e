import Diagnostics
import Width

/// The source lines shown for a diagnostic: the line of its range, or the first and the last one.
struct SourceExcerpt {
  let source: SourceText
  /// The start of the range: `7:31`.
  let position: String
  let lines: [MarkedLine]

  init(_ source: SourceText, _ range: SourceRange, _ hidden: [SourceRange] = []) {
    self.source = source
    let start = source.position(at: range.lower)
    position = "\(start.line):\(start.column)"
    lines = Self.lines(of: source, range, hidden)
  }

  var gutterWidth: Int { String(lines.last?.number ?? 1).utf8.count }

  /// Whether lines between the two shown ones are omitted.
  var omitsLines: Bool {
    guard let first = lines.first, let last = lines.last else { return false }
    return last.number > first.number + 1
  }

  private static func lines(of source: SourceText, _ range: SourceRange, _ hidden: [SourceRange]) -> [MarkedLine] {
    let bytes = source.text.utf8
    let lower = min(max(0, range.lower), bytes.count)
    var upper = min(max(lower, range.upper), bytes.count)
    // A range that includes its final line break ends on that line.
    while upper > lower + 1, isBreak(bytes[bytes.index(bytes.startIndex, offsetBy: upper - 1)]) { upper -= 1 }
    let (opening, closing) = (Line(at: lower, in: source), Line(at: upper, in: source))
    guard closing.number > opening.number, upper > opening.range.upper else {
      return [MarkedLine(opening, from: lower, to: min(upper, opening.range.upper), hidden)]
    }
    return [
      MarkedLine(opening, from: lower, to: opening.range.upper, hidden),
      MarkedLine(closing, from: min(closing.firstVisible, upper), to: upper, hidden),
    ]
  }

  private static func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}

/// The line that contains an offset, without its line break.
struct Line {
  let number: Int
  let range: SourceRange
  private let text: String.UTF8View

  init(at offset: Int, in source: SourceText) {
    number = source.position(at: offset).line
    text = source.text.utf8
    let line = source.line(at: offset)
    var end = line.upper
    if end > line.lower, text[text.index(text.startIndex, offsetBy: end - 1)] == 0x0A {
      end -= 1
      if end > line.lower, text[text.index(text.startIndex, offsetBy: end - 1)] == 0x0D { end -= 1 }
    }
    range = SourceRange(line.lower, max(end, offset))
  }

  /// The offset of the first character after the indentation.
  var firstVisible: Int {
    self[range].firstIndex { $0 != 0x20 && $0 != 0x09 }.map { text.distance(from: text.startIndex, to: $0) }
      ?? range.lower
  }

  subscript(part: SourceRange) -> String.UTF8View.SubSequence {
    text[text.index(text.startIndex, offsetBy: part.lower)..<text.index(text.startIndex, offsetBy: part.upper)]
  }
}

/// A source line with its marked part.
struct MarkedLine {
  let number: Int
  private let before: String
  private let marked: String
  private let after: String

  /// The maximum number of bytes examined per part, far more than a terminal line shows.
  private static let longest = 4096

  init(_ line: Line, from lower: Int, to upper: Int, _ hidden: [SourceRange] = []) {
    number = line.number
    let lower = min(max(lower, line.range.lower), line.range.upper)
    let upper = min(max(upper, lower), line.range.upper)
    let start = max(line.range.lower, lower - Self.longest)
    before = Self.shown(line, SourceRange(start, lower), hidden)
    marked = Self.shown(line, SourceRange(lower, min(upper, lower + Self.longest)), hidden)
    after = Self.shown(line, SourceRange(upper, min(line.range.upper, upper + Self.longest)), hidden)
  }

  /// The text, with a mark in place of each hidden part or the section of it within this line.
  private static func shown(_ line: Line, _ part: SourceRange, _ hidden: [SourceRange]) -> String {
    var shown: [UInt8] = []
    var place = part.lower
    for range in hidden where range.lower < part.upper && range.upper > place {
      shown += line[SourceRange(place, max(place, range.lower))] + Array("<redacted>".utf8)
      place = min(range.upper, part.upper)
    }
    shown += line[SourceRange(place, part.upper)]
    return visible(String(decoding: whole(shown), as: UTF8.self).replacing("\t", with: "    "))
  }

  /// Drops incomplete characters at both ends.
  private static func whole(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    let rest = bytes.drop { $0 & 0xC0 == 0x80 }
    guard let last = rest.lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return rest }
    let length = rest[last] < 0xC0 ? 1 : rest[last] < 0xE0 ? 2 : rest[last] < 0xF0 ? 3 : 4
    return rest.count - (last - rest.startIndex) < length ? rest[..<last] : rest
  }

  /// Fits the line into a number of columns, truncated on both sides of the mark. Also returns the spaces before the
  /// carets, and the carets (at least one).
  func displayed(columns: Int) -> Displayed {
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
    return Displayed(
      text: start + middle + end, indentation: String(repeating: " ", count: indentation),
      carets: String(repeating: "^", count: carets))
  }

  /// The displayed line.
  struct Displayed {
    let text: String
    let indentation: String
    let carets: String

    /// Whether the advice fits after the carets; nil columns means no limit.
    func hasRoom(for advice: String, columns: Int?) -> Bool {
      columns.map { indentation.utf8.count + carets.utf8.count + 1 + displayWidth(of: advice) <= $0 } ?? true
    }
  }
}
