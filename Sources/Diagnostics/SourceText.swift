/// A text that a person wrote, and the name to call it by in messages.
public struct SourceText: Sendable, Hashable {
  /// A file's path as it was given, `-` for standard input, or a name such as `prompt`.
  public let name: String
  /// The text itself, without a byte-order mark.
  public let text: String
  private let lines = LineIndex()

  public init(name: String, text: String) {
    self.name = name
    self.text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
  }
}

extension SourceText {
  public static func == (a: Self, b: Self) -> Bool { a.name == b.name && a.text == b.text }

  /// By the name and the length: every diagnostic of a text holds the text.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(text.utf8.count)
  }
}

/// A place in a source text: UTF-8 offsets, the upper one exclusive.
public struct SourceRange: Sendable, Hashable {
  public var lower: Int
  public var upper: Int

  public init(_ lower: Int, _ upper: Int) {
    self.lower = lower
    self.upper = max(lower, upper)
  }

  /// The smallest range that holds both.
  public func union(_ other: SourceRange) -> SourceRange {
    SourceRange(min(lower, other.lower), max(upper, other.upper))
  }
}

/// A position as people count it: from 1, columns in Unicode scalars.
public struct SourcePosition: Sendable, Hashable {
  public let line: Int
  public let column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

extension SourceText {
  /// The line and column of a UTF-8 offset; one past the end is allowed, more is taken as the end. The first call reads
  /// the whole text; later ones do not depend on its length.
  public func position(at offset: Int) -> SourcePosition {
    lines.places(in: text).position(at: offset, in: text)
  }

  /// The line that holds a UTF-8 offset, as offsets and with its line break.
  public func line(at offset: Int) -> SourceRange {
    let line = lines.places(in: text).line(at: offset)
    return SourceRange(line.lowerBound, line.upperBound)
  }

  /// The text in a range, cut to what there is.
  public subscript(range: SourceRange) -> String {
    let bytes = text.utf8
    let lower =
      bytes.index(bytes.startIndex, offsetBy: max(0, range.lower), limitedBy: bytes.endIndex) ?? bytes.endIndex
    let upper =
      bytes.index(bytes.startIndex, offsetBy: max(0, range.upper), limitedBy: bytes.endIndex) ?? bytes.endIndex
    return String(decoding: bytes[lower..<max(lower, upper)], as: UTF8.self)
  }
}
