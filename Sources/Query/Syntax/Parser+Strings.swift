import Diagnostics
import JSON

extension Parser {
  /// Parses a string with its format and interpolations.
  package mutating func template() -> StringTemplate {
    let start = token.range.lower
    var format: Name?
    if kind == .format {
      format = Name(token.name, token.range)
      advance()
    }
    if kind == .rawString {
      let text = token.text ?? ""
      advance()
      return StringTemplate(parts: [.text(text)], range: range(from: start))
    }
    let isBlock = token.range.upper - token.range.lower == 3
    let depth = lexer.depth - 1
    guard accept(.stringStart) else {
      fail(expecting: format == nil ? [.format, .stringStart] : [.stringStart])
      return StringTemplate(format: format, parts: [], range: range(from: start))
    }
    let pieces = pieces(depth: depth)
    let parts = isBlock ? block(pieces, range: range(from: start)) : pieces.map(\.part)
    return StringTemplate(format: format, parts: Self.joined(parts), range: range(from: start))
  }

  /// A parsed part. Block strings lose their indentation, except where it was written as an escape.
  private struct Piece {
    var part: StringTemplate.Part
    var isEscaped: Bool
  }

  private mutating func pieces(depth: Int) -> [Piece] {
    var pieces: [Piece] = []
    while true {
      switch kind {
      case .stringText:
        pieces.append(Piece(part: .text(token.text ?? ""), isEscaped: token.isEscaped))
        advance()
      case .interpolationStart:
        let depth = lexer.depth - 1
        advance()
        let inner = bracketed { $0.query() }
        close(.interpolationEnd, depth: depth, amongst: [.interpolationEnd, .pipe, .comma])
        pieces.append(Piece(part: .interpolation(inner), isEscaped: true))
      default:
        close(
          .stringEnd, depth: depth, amongst: [.stringText, .interpolationStart, .stringEnd],
          hint: "the string is not closed")
        return pieces
      }
    }
  }

  private static func joined(_ parts: [StringTemplate.Part]) -> [StringTemplate.Part] {
    var joined: [StringTemplate.Part] = []
    for part in parts {
      if case .text(let text) = part, case .text(let before)? = joined.last {
        joined[joined.count - 1] = .text(Text(before.string + text.string))
      } else {
        joined.append(part)
      }
    }
    return joined
  }
}

// MARK: Multi-line strings

extension Parser {
  /// The text begins on the line after `"""`. The whitespace before the closing `"""` is removed from every line.
  private mutating func block(_ pieces: [Piece], range: SourceRange) -> [StringTemplate.Part] {
    guard !isPanicking else { return pieces.map(\.part) }
    guard case .text(let first)? = pieces.first?.part, !(pieces.first?.isEscaped ?? true), Self.opens(first.string)
    else {
      report(
        "text begins on the line after `\"\"\"`", hint: "break the line here",
        at: SourceRange(range.lower, range.lower + 3))
      return pieces.map(\.part)
    }
    guard case .text(let last)? = pieces.last?.part, !(pieces.last?.isEscaped ?? true),
      let indentation = Self.closingIndentation(last.string)
    else {
      report(
        "the closing `\"\"\"` must be on its own line", hint: "break the line in front of it",
        at: SourceRange(range.upper - 3, range.upper))
      // The rest was probably meant as text.
      isPanicking = true
      return pieces.map(\.part)
    }
    var isShort = false
    var parts: [StringTemplate.Part] = []
    for (index, piece) in pieces.enumerated() {
      guard case .text(let text) = piece.part, !piece.isEscaped else {
        parts.append(piece.part)
        continue
      }
      let (isFirst, isLast) = (index == 0, index == pieces.count - 1)
      let lines = Self.lines(text.string)
      parts.append(
        .text(Text(Self.dedented(lines, by: indentation, isFirst: isFirst, isLast: isLast, isShort: &isShort))))
    }
    if isShort {
      report(
        "a line of the string is indented less than its closing `\"\"\"`",
        hint: "indent every line at least as far as the closing quotes", at: range)
    }
    return parts
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { $0.split(separator: "\r\n", omittingEmptySubsequences: false) }
  }

  private static func isBlank(_ line: Substring) -> Bool {
    line.allSatisfy { $0 == " " || $0 == "\t" || $0 == "\r" }
  }

  private static func opens(_ text: String) -> Bool {
    let lines = lines(text)
    return lines.count > 1 && isBlank(lines[0])
  }

  private static func closingIndentation(_ text: String) -> Substring? {
    let lines = lines(text)
    guard lines.count > 1, let last = lines.last, isBlank(last) else { return nil }
    return last
  }

  private static func dedented(
    _ lines: [Substring], by indentation: Substring, isFirst: Bool, isLast: Bool, isShort: inout Bool
  ) -> String {
    var kept: [Substring] = []
    for (index, line) in lines.enumerated() {
      let isEnd = isLast && index == lines.count - 1
      guard index > 0 else {
        if !isFirst { kept.append(line) }
        continue
      }
      guard !isEnd else { break }
      if line.hasPrefix(indentation) {
        kept.append(line.dropFirst(indentation.count))
      } else if isBlank(line), index < lines.count - 1 {
        kept.append("")
      } else {
        isShort = true
        kept.append(line)
      }
    }
    return kept.joined(separator: "\n")
  }
}
