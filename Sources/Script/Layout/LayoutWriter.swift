import Query

/// Writes pieces in canonical layout.
struct LayoutWriter {
  /// An open bracket, block or definition that indents the lines inside.
  private struct Level {
    enum Kind {
      case bracket
      case block
      case conditional
      case definition
    }

    var kind: Kind
    /// The indentation of the line that opened it.
    var indentation: Int
    /// Whether it is a bracket for slices and elements rather than keys.
    var isSquare = false
    /// For a definition, whether its body has begun.
    var isInBody = false
  }

  private var output = ""
  private var levels: [Level] = []
  private var indentation = 0
  private var previous: LayoutPiece?
  private var previousIsUnary = false
  private var isParameter = false
  /// The indentation of the statement that a line continues.
  private var statement = 0

  mutating func write(_ piece: LayoutPiece) {
    if piece.startsStatement { isParameter = piece.isWord && piece.text == "param" }
    if piece.kind == .semicolon, levels.last?.kind == .definition, levels.last?.isInBody == true { levels.removeLast() }
    closeLevels(piece)
    if piece.breaks > 0 || previous?.role == .comment, !output.isEmpty {
      breakLine(piece)
    } else if !output.isEmpty {
      output += blanks(before: piece)
    } else {
      begin(piece)
    }
    output += piece.text
    openLevels(piece)
    previousIsUnary =
      piece.kind == .minus && (piece.startsStatement || !(previous.map(endsOperand) ?? false))
    previous = piece
  }

  func finish() -> String { output.isEmpty ? "" : output + "\n" }

  // MARK: Lines

  private mutating func breakLine(_ piece: LayoutPiece) {
    output += piece.breaks > 1 && !isClosing(piece) && !opensNow ? "\n\n" : "\n"
    begin(piece)
    output += String(repeating: " ", count: indentation)
  }

  private var opensNow: Bool {
    switch previous?.role {
    case .blockStart?, .token(.leftBrace)?, .token(.leftBracket)?, .token(.leftParenthesis)?: true
    default: false
    }
  }

  private mutating func begin(_ piece: LayoutPiece) {
    let inner = levels.last.map { $0.indentation + 2 } ?? 0
    if isClosing(piece) || isBranch(piece) {
      indentation = closingIndentation ?? inner
    } else if piece.startsStatement || piece.role == .comment && endsStatement {
      indentation = inner
      statement = inner
    } else {
      let isInBrackets = levels.last.map { $0.kind != .block } ?? false
      indentation = isInBrackets ? inner : statement + 2
    }
    closingIndentation = nil
  }

  /// Whether a comment is between statements, judging by the previous piece.
  private var endsStatement: Bool {
    guard let previous else { return true }
    switch previous.role {
    case .comment, .raw, .blockEnd, .blockStart, .string: return levels.last?.kind != .bracket
    case .token(let kind):
      return kind == .semicolon || (endsOperand(previous) && levels.last.map { $0.kind == .block } ?? true)
    }
  }

  private func isClosing(_ piece: LayoutPiece) -> Bool {
    switch piece.role {
    case .blockEnd, .token(.rightBrace), .token(.rightBracket), .token(.rightParenthesis), .token(.end): true
    case .token, .string, .comment, .raw, .blockStart: false
    }
  }

  private func isBranch(_ piece: LayoutPiece) -> Bool {
    guard levels.last?.kind == .conditional || closingIndentation != nil else { return false }
    return piece.kind == .then || piece.kind == .elif || piece.kind == .else
  }

  private var closingIndentation: Int?

  // MARK: Levels

  private mutating func closeLevels(_ piece: LayoutPiece) {
    switch piece.role {
    case .blockEnd, .token(.rightBrace), .token(.rightBracket), .token(.rightParenthesis), .token(.end):
      closingIndentation = levels.popLast()?.indentation
    case .token(.then), .token(.elif), .token(.else):
      closingIndentation = levels.last?.kind == .conditional ? levels.last?.indentation : previousBlock
    default: closingIndentation = nil
    }
  }

  /// The indentation of the statement that an `else` belongs to.
  private var previousBlock: Int? { previous?.role == .blockEnd ? statement : nil }

  private mutating func openLevels(_ piece: LayoutPiece) {
    switch piece.role {
    case .blockStart:
      levels.append(Level(kind: .block, indentation: statement))
    case .blockEnd: statement = indentationOfOpener
    case .token(.leftBrace), .token(.leftParenthesis): levels.append(Level(kind: .bracket, indentation: indentation))
    case .token(.leftBracket): levels.append(Level(kind: .bracket, indentation: indentation, isSquare: true))
    case .token(.if): levels.append(Level(kind: .conditional, indentation: indentation))
    case .token(.def): levels.append(Level(kind: .definition, indentation: indentation))
    case .token(.colon) where levels.last?.kind == .definition: levels[levels.count - 1].isInBody = true
    default: break
    }
  }

  private var indentationOfOpener: Int { levels.last.map { $0.indentation + 2 } ?? 0 }

  // MARK: Blanks

  private func blanks(before piece: LayoutPiece) -> String {
    guard let previous else { return "" }
    if piece.role == .comment || isHelp(piece, behind: previous) { return "  " }
    switch (previous.role, piece.role) {
    case (.blockStart, .blockEnd): return ""
    case (.blockStart, _), (_, .blockEnd), (_, .blockStart), (.blockEnd, _), (_, .raw):
      return piece.kind == .semicolon ? "" : " "
    default: break
    }
    if let kind = previous.kind {
      switch kind {
      case .leftParenthesis, .leftBracket, .leftBrace: return ""
      case .minus where previousIsUnary: return ""
      case .dot: if !piece.isSpaced, piece.role == .string || piece.kind == .leftBracket { return "" }
      case .dollar: if !piece.isSpaced { return "" }
      case .colon where isInSquare: return ""
      default: break
      }
    }
    switch piece.kind {
    case .rightParenthesis?, .rightBracket?, .rightBrace?, .comma?, .semicolon?, .colon?: return ""
    case .field?, .dot?, .leftBracket?, .leftParenthesis?, .question?, .format?, .exchange?:
      // Suffixes of an operand keep their spacing: `f(1)` and `help (1)` differ.
      return !piece.isSpaced && endsOperand(previous) ? "" : " "
    default: return " "
    }
  }

  /// The help text of a parameter is separated by two blanks.
  private func isHelp(_ piece: LayoutPiece, behind previous: LayoutPiece) -> Bool {
    isParameter && (piece.role == .string || piece.kind == .rawString) && endsOperand(previous)
      && previous.kind != .format
  }

  /// Directly in `[…]` a colon separates the bounds of a slice.
  private var isInSquare: Bool { levels.last?.isSquare == true }

  private func endsOperand(_ piece: LayoutPiece) -> Bool {
    guard !piece.isWord else { return false }
    return switch piece.role {
    case .string, .raw, .blockEnd: true
    case .comment, .blockStart: false
    case .token(let kind):
      switch kind {
      case .identifier, .field, .binding, .literal, .format, .location, .recursiveDescent, .dot, .rawString, .exchange,
        .rightParenthesis, .rightBracket, .rightBrace, .question, .end:
        true
      default: false
      }
    }
  }
}
