import Diagnostics
import Query

extension ScriptParser {
  /// Whether the line continues as an expression after the command's name: `help.x`, `help(1)`, `help | f`.
  func goesOn() -> Bool {
    var ahead = parser.lexer
    let next = ahead.next()
    guard !next.startsLine || next.kind == .pipe || next.kind == .alternative else { return false }
    switch next.kind {
    case .field, .dot, .leftParenthesis, .leftBracket, .question: return !next.isSpaced
    case .recursiveDescent, .minus, .divide, .times, .percent:
      return !next.isSpaced || (ahead.next().isSpaced && next.kind != .recursiveDescent)
    case .and, .or, .as:
      let operand = ahead.next()
      return operand.kind != .endOfFile && !operand.startsLine
    case .pipe, .comma, .alternative, .plus, .equal, .notEqual, .less, .greater, .lessOrEqual, .greaterOrEqual, .assign,
      .setPipe, .setPlus, .setMinus, .setMultiply, .setDivide, .setRemainder, .setAlternative:
      return true
    default: return false
    }
  }

  /// Parses a command and its line. `explain` and `watch` take expressions, which may span lines.
  mutating func command() -> Command {
    let name = Name(parser.token.word ?? "", parser.token.range)
    if name.text == "explain" || name.text == "watch" && parser.following.kind == .literal { return evaluating(name) }
    let depth = parser.enclosuresBeforeToken
    let lineEnd = CommandLineText(parser.source, from: name.range.upper, isInBlock: depth > 0)
    parser.move(to: lineEnd.end, enclosures: depth)
    return Command(name: name, rest: lineEnd.text, restRange: lineEnd.range, words: lineEnd.words, expression: nil)
  }

  private mutating func evaluating(_ name: Name) -> Command {
    parser.advance()
    let start = parser.token.range.lower
    var words: [Name] = []
    if name.text == "watch", parser.kind == .literal {
      words = [Name(parser.token.name, parser.token.range)]
      parser.advance()
    }
    // Without arguments it is still a command; missing ones are reported when it is performed.
    let expression = isAtStatementEnd ? nil : parser.query()
    var condition: Expression?
    if name.text == "watch", expression != nil, parser.token.word == "until" {
      parser.advance()
      condition = parser.query()
    }
    let range = parser.range(from: start)
    return Command(
      name: name, rest: parser.source[range], restRange: range, words: words, expression: expression,
      condition: condition)
  }
}

/// The rest of a command line, up to a comment, a `;`, the closing brace of the enclosing block or the end of the line.
private struct CommandLineText {
  private(set) var words: [Name] = []
  private(set) var end: Int
  let start: Int
  private let source: SourceText
  /// The number of open braces, including that of the enclosing block; nil if there is no block.
  private var openBraces: Int?

  init(_ source: SourceText, from start: Int, isInBlock: Bool) {
    self.source = source
    openBraces = isInBlock ? 1 : nil
    let bytes = Array(source.text.utf8)
    var index = start
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    self.start = index
    end = index
    while let word = word(bytes, &index) {
      words.append(word)
      end = word.range.upper
      while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    }
  }

  var range: SourceRange { SourceRange(start, end) }
  var text: String { source[range] }

  /// Counts a brace; returns whether it closes the block.
  private mutating func closesBlock(_ byte: UInt8) -> Bool {
    if byte == UInt8(ascii: "{") { openBraces? += 1 }
    if byte == UInt8(ascii: "}") { openBraces? -= 1 }
    return openBraces == 0
  }

  /// The index of the closing quote on the same line.
  private static func closingQuote(_ bytes: [UInt8], _ index: Int) -> Int? {
    let quote = bytes[index]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    return bytes[(index + 1)...].prefix { $0 != 0x0A }.firstIndex(of: quote)
  }

  private mutating func word(_ bytes: [UInt8], _ index: inout Int) -> Name? {
    let start = index
    var content: [UInt8] = []
    guard index < bytes.count, bytes[index] != UInt8(ascii: "#") else { return nil }
    scan: while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ";"): break scan
      case let byte:
        if closesBlock(byte) { break scan }
        if let close = Self.closingQuote(bytes, index) {
          content += bytes[(index + 1)..<close]
          index = close + 1
        } else {
          content.append(byte)
          index += 1
        }
      }
    }
    guard index > start else { return nil }
    return Name(String(decoding: content, as: UTF8.self), SourceRange(start, index))
  }
}
