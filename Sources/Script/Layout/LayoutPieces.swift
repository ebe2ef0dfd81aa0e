import Diagnostics
import Query

/// Splits a script into the pieces that a layout preserves.
struct LayoutPieces {
  private(set) var pieces: [LayoutPiece] = []
  private let source: SourceText
  private let bytes: [UInt8]
  private var commands: [SourceRange] = []
  private var blocks: Set<Int> = []
  private var blockEnds: Set<Int> = []
  private var starts: Set<Int> = []
  private var words: Set<Int> = []
  /// The `if` statements, which have blocks instead of `then` and `end`.
  private var decisions: Set<Int> = []
  /// The ranges between statements.
  private var gaps: [SourceRange] = []
  private var end = 0

  init(_ script: Script) {
    source = script.source
    bytes = Array(source.text.utf8)
    collect(script.statements, SourceRange(0, bytes.count))
    cut()
    pieces = pieces.withoutNeedlessSeparators.withOpenBlocks
    for index in pieces.indices where isKey(index) { pieces[index].role = .token(.identifier) }
  }

  /// Whether a keyword is a key of an object: `{if: 1, then}`.
  private func isKey(_ index: Int) -> Bool {
    guard pieces[index].kind?.isKeyword == true, index + 1 < pieces.count else { return false }
    let next = pieces[index + 1].kind
    if next == .colon { return true }
    let before = index > 0 ? pieces[index - 1].kind : nil
    return (before == .leftBrace || before == .comma) && (next == .comma || next == .rightBrace)
  }

  /// Whether a text has the same tokens, comments and statements.
  static func mean(_ text: String, theSameAs pieces: [LayoutPiece]) -> Bool {
    let script = ScriptParser.parse(SourceText(name: "", text: text))
    guard script.diagnostics.isEmpty else { return false }
    let others = LayoutPieces(script).pieces
    return others.count == pieces.count
      && zip(others, pieces).allSatisfy {
        $0.role == $1.role && $0.text == $1.text && $0.startsStatement == $1.startsStatement
      }
  }

  private mutating func collect(_ statements: [Statement], _ range: SourceRange) {
    let ends = [range.lower] + statements.map(\.range.upper)
    let beginnings = statements.map(\.range.lower) + [range.upper]
    for (lower, upper) in zip(ends, beginnings) { gaps.append(SourceRange(lower, upper)) }
    for statement in statements {
      starts.insert(statement.range.lower)
      if case .command(let command) = statement.kind, command.expression == nil, !command.rest.isEmpty {
        commands.append(command.restRange)
      }
      if case .expression = statement.kind {} else { words.insert(statement.range.lower) }
      if case .decide = statement.kind { decisions.insert(statement.range.lower) }
      for block in statement.blocks {
        blocks.insert(block.range.lower)
        blockEnds.insert(block.range.upper - 1)
        collect(block.statements, SourceRange(block.range.lower + 1, block.range.upper - 1))
      }
    }
  }

  private mutating func cut() {
    let separators = Set(gaps.flatMap { gap in (gap.lower..<gap.upper).filter { bytes[$0] == UInt8(ascii: ";") } })
    var lexer = Lexer(source, dialect: .eduscript)
    while true {
      let depth = lexer.depth
      let token = lexer.next()
      if let raw = commands.first, token.range.lower >= raw.lower {
        commands.removeFirst()
        add(.raw, raw)
        lexer.restart(at: raw.upper, depth: depth)
        continue
      }
      guard token.kind != .endOfFile else { break }
      if token.kind == .stringStart {
        add(.string, SourceRange(token.range.lower, Self.end(ofStringIn: &lexer)))
      } else {
        add(role(of: token), token.range)
        pieces[pieces.count - 1].isSeparator = separators.contains(token.range.lower)
      }
    }
    gap(to: bytes.count)
  }

  private func role(of token: Token) -> LayoutPiece.Role {
    if token.kind == .leftBrace, blocks.contains(token.range.lower) { return .blockStart }
    if token.kind == .rightBrace, blockEnds.contains(token.range.lower) { return .blockEnd }
    return decisions.contains(token.range.lower) ? .token(.identifier) : .token(token.kind)
  }

  /// Scans to the end of a string, including interpolations.
  private static func end(ofStringIn lexer: inout Lexer) -> Int {
    let depth = lexer.depth
    while true {
      let token = lexer.next()
      if token.kind == .endOfFile || token.kind == .stringEnd && lexer.depth < depth { return token.range.upper }
    }
  }

  private mutating func add(_ role: LayoutPiece.Role, _ range: SourceRange) {
    let (breaks, isSpaced) = gap(to: range.lower)
    pieces.append(
      LayoutPiece(
        role: role, text: source[range], breaks: breaks, isSpaced: isSpaced,
        startsStatement: starts.contains(range.lower), isWord: words.contains(range.lower)))
    end = range.upper
  }

  /// Skips blanks and collects the comments among them.
  @discardableResult
  private mutating func gap(to upper: Int) -> (breaks: Int, isSpaced: Bool) {
    var breaks = 0
    var index = end
    var isSpaced = false
    while index < upper {
      isSpaced = true
      if bytes[index] == UInt8(ascii: "#") {
        let start = index
        index = Self.endOfComment(bytes, from: index, to: upper)
        var text = source[SourceRange(start, index)]
        while let last = text.last, last.isWhitespace { text.removeLast() }
        pieces.append(
          LayoutPiece(role: .comment, text: text, breaks: breaks, isSpaced: true, startsStatement: false))
        breaks = 0
      } else {
        if bytes[index] == UInt8(ascii: "\n") { breaks += 1 }
        index += 1
      }
    }
    end = upper
    return (breaks, isSpaced)
  }

  private static func endOfComment(_ bytes: [UInt8], from start: Int, to upper: Int) -> Int {
    var index = start
    var backslashes = 0
    while index < upper, bytes[index] != UInt8(ascii: "\n") || backslashes % 2 == 1 {
      backslashes = bytes[index] == UInt8(ascii: "\\") ? backslashes + 1 : bytes[index] == 0x0D ? backslashes : 0
      index += 1
    }
    return index
  }
}
