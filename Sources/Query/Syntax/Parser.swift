public import Diagnostics
import JSON

/// Reads a text by recursive descent with precedence climbing. Faults are collected and the tree is kept as far as it goes.
public struct Parser: Sendable {
  package let source: SourceText
  package let dialect: Dialect
  package var lexer: Lexer
  /// The token that is read next.
  package internal(set) var token: Token
  /// Where the token before it ended.
  package private(set) var previousEnd = 0
  package var diagnostics: [Diagnostic] = []
  /// A fault was met and nothing is read until somebody has skipped what is left of the broken part.
  package var isPanicking = false
  package var isIncomplete = false
  /// Whether a line break ends the expression where it could end (language.md, 2.1).
  package var endsAtLine = false
  /// Whether a comma ends the expression (arguments of calls).
  var endsAtComma = false
  var hasReportedEnd = false
  /// Where jq's own parser stands after a fault.
  var recovery = Recovery()
  /// Where the filter of a program begins.
  var beginning: Int?
  private var nesting = 0
  /// How many operators, filters and fields follow one another on the longest way down into what was read of the term or
  /// the part that is being read: brackets add their own to those around them.
  var links = 0
  /// Where the stack stood at the outermost step.
  private var stackTop: UInt = 0
  let room = StackRoom()

  public init(_ source: SourceText, dialect: Dialect) {
    self.source = source
    self.dialect = dialect
    lexer = Lexer(source, dialect: dialect)
    token = Token(.endOfFile, SourceRange(0, 0))
    read()
  }
}

// MARK: Tokens

extension Parser {
  /// The kind of the next token; the end while panicking.
  package var kind: TokenKind { isPanicking ? .endOfFile : token.kind }

  /// The kind of the next token where the expression could end: a new line that does not go on counts as the end.
  package var continuingKind: TokenKind {
    guard !isPanicking else { return .endOfFile }
    guard endsAtLine, token.startsLine else { return token.kind }
    switch token.kind {
    case .pipe, .setPipe, .alternative, .setAlternative, .and, .or, .alternation, .catch, .else, .elif:
      return token.kind
    default: return .endOfFile
    }
  }

  /// The token after the next one.
  package var following: Token {
    var ahead = lexer
    return ahead.next()
  }

  package mutating func advance() {
    guard !isPanicking else { return }
    previousEnd = token.range.upper
    recovery.tokenWasTaken()
    read()
  }

  /// Throws the next token away.
  mutating func discard() {
    recovery.faultEnd = token.range.upper
    read()
  }

  /// Reads on at another place, as if the token before had ended there.
  package mutating func move(to offset: Int, enclosures depth: Int) {
    lexer.restart(at: offset, depth: depth)
    previousEnd = offset
    read()
  }

  private mutating func read() {
    token = lexer.next()
    for fault in lexer.takeFaults() {
      report(
        fault.message(in: dialect, written: source[fault.range]), hint: fault.hint(in: dialect), at: fault.range)
    }
  }

  package mutating func accept(_ kind: TokenKind) -> Bool {
    guard self.kind == kind else { return false }
    advance()
    return true
  }

  /// Reads a token that must stand here; `also` names, in jq's order, what else could.
  @discardableResult
  package mutating func expect(_ kind: TokenKind, amongst expected: [TokenKind] = [], hint: String? = nil) -> Bool {
    guard !accept(kind) else { return true }
    fail(expecting: expected.isEmpty ? [kind] : expected, hint: hint)
    return false
  }

  package func range(from start: Int) -> SourceRange { SourceRange(start, max(start, previousEnd)) }

  /// The expression that stands for one that is not there.
  package var missing: Expression { Expression(.missing, SourceRange(token.range.lower, token.range.lower)) }
}

// MARK: Depth

extension Parser {
  mutating func nested(_ read: (inout Parser) -> Expression) -> Expression {
    guard enter() else { return missing }
    defer { leave() }
    return read(&self)
  }

  /// Goes one level deeper; where there is no room for it, that is a fault. Every success is followed by `leave`.
  package mutating func enter() -> Bool {
    guard hasRoom() else {
      refuse("the expression is nested too deeply", jq: "memory exhausted")
      return false
    }
    nesting += 1
    return true
  }

  package mutating func leave() { nesting -= 1 }

  /// Reads something whose `links` do not count on from those of what stands beside it.
  mutating func linked<Result>(_ read: (inout Parser) -> Result) -> Result {
    let beside = links
    links = 0
    defer { links = max(beside, links) }
    return read(&self)
  }

  private mutating func hasRoom() -> Bool {
    if nesting == 0 { stackTop = StackRoom.current }
    guard nesting < room.nesting else { return false }
    let current = StackRoom.current
    return current > stackTop || stackTop - current < room.bytes
  }

  /// Reads what stands in brackets: line breaks and commas mean nothing special there.
  mutating func bracketed<Result>(_ read: (inout Parser) -> Result) -> Result {
    let (line, comma) = (endsAtLine, endsAtComma)
    (endsAtLine, endsAtComma) = (false, false)
    defer { (endsAtLine, endsAtComma) = (line, comma) }
    return read(&self)
  }

  /// Reads what cannot end before something that must still come: line breaks mean nothing there.
  package mutating func unbroken<Result>(_ read: (inout Parser) -> Result) -> Result {
    let line = endsAtLine
    endsAtLine = false
    defer { endsAtLine = line }
    return read(&self)
  }
}
