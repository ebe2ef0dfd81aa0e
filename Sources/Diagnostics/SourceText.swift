/// A text written by the user, with its name in messages.
public struct SourceText: Sendable, Hashable {
  /// The path of a file as given, `-` for standard input, or a name such as `prompt`.
  public let name: String
  /// The text, without a byte order mark.
  public let text: String
  private let lines = LineIndex()

  /// Creates a source text; removes a byte order mark.
  public init(name: String, text: String) {
    self.name = name
    self.text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
  }
}

extension SourceText {
  /// Whether name and text are equal.
  public static func == (a: Self, b: Self) -> Bool { a.name == b.name && a.text == b.text }

  /// Hashes only the name and the length, because every diagnostic holds the whole text.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(text.utf8.count)
  }
}

/// A range in a source text, as UTF-8 offsets; the upper one is exclusive.
public struct SourceRange: Sendable, Hashable {
  /// The offset of the first byte.
  public var lower: Int
  /// The offset after the last byte.
  public var upper: Int

  /// Creates a range; empty if `upper` is less than `lower`.
  public init(_ lower: Int, _ upper: Int) {
    self.lower = lower
    self.upper = max(lower, upper)
  }

  /// The smallest range that contains both.
  public func union(_ other: SourceRange) -> SourceRange {
    SourceRange(min(lower, other.lower), max(upper, other.upper))
  }
}

/// A position as shown to users: line and column from 1, with columns in Unicode scalars.
public struct SourcePosition: Sendable, Hashable {
  /// The line, from 1.
  public let line: Int
  /// The column in Unicode scalars, from 1.
  public let column: Int

  /// Creates a position.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

extension SourceText {
  /// Returns the position of a UTF-8 offset; offsets beyond the end are clamped to the end. The first call scans the
  /// whole text; the cost of later calls does not depend on its length.
  public func position(at offset: Int) -> SourcePosition {
    lines.places(in: text).position(at: offset, in: text)
  }

  /// The line that contains a UTF-8 offset, including its line break.
  public func line(at offset: Int) -> SourceRange {
    let line = lines.places(in: text).line(at: offset)
    return SourceRange(line.lowerBound, line.upperBound)
  }

  /// The text in a range, clamped to the text.
  public subscript(range: SourceRange) -> String {
    let bytes = text.utf8
    let lower =
      bytes.index(bytes.startIndex, offsetBy: max(0, range.lower), limitedBy: bytes.endIndex) ?? bytes.endIndex
    let upper =
      bytes.index(bytes.startIndex, offsetBy: max(0, range.upper), limitedBy: bytes.endIndex) ?? bytes.endIndex
    return String(decoding: bytes[lower..<max(lower, upper)], as: UTF8.self)
  }
}
