public import Diagnostics
import JSON

/// A recursive-descent parser with precedence climbing. It collects errors and keeps the partial tree.
public struct Parser: Sendable {
  package let source: SourceText
  package let dialect: Dialect
  package var lexer: Lexer
  /// The next token.
  package internal(set) var token: Token
  /// The end of the previous token.
  package private(set) var previousEnd = 0
  package var diagnostics: [Diagnostic] = []
  /// Whether an error occurred and nothing is parsed until the rest of the broken construct has been skipped.
  package var isPanicking = false
  package var isIncomplete = false
  /// Whether a line break ends an expression that is complete (docs/language.md, "Where a statement ends").
  package var endsAtLine = false
  /// Whether a comma ends the expression, as in arguments of calls.
  var endsAtComma = false
  var hasReportedEnd = false
  /// The recovery state of jq's own parser.
  var recovery = Recovery()
  /// The offset at which the filter of a program begins.
  var beginning: Int?
  private var nesting = 0
  /// The length of the longest chain of operators, filters and fields in the current term or part, including those in
  /// nested brackets.
  var links = 0
  /// The stack address at the outermost parsing step.
  private var stackTop: UInt = 0
  let room = StackRoom()

  /// Creates a parser at the beginning of a text.
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

  /// The kind of the next token where the expression may end; a new line that does not continue it counts as the end.
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

  /// Discards the next token.
  mutating func discard() {
    recovery.faultEnd = token.range.upper
    read()
  }

  /// Continues at another offset, as if the previous token ended there.
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

  /// Consumes a required token; `expected` lists the alternatives, in jq's order.
  @discardableResult
  package mutating func expect(_ kind: TokenKind, amongst expected: [TokenKind] = [], hint: String? = nil) -> Bool {
    guard !accept(kind) else { return true }
    fail(expecting: expected.isEmpty ? [kind] : expected, hint: hint)
    return false
  }

  package func range(from start: Int) -> SourceRange { SourceRange(start, max(start, previousEnd)) }

  /// A placeholder for a missing expression.
  package var missing: Expression { Expression(.missing, SourceRange(token.range.lower, token.range.lower)) }
}

// MARK: Nesting depth

extension Parser {
  mutating func nested(_ read: (inout Parser) -> Expression) -> Expression {
    guard enter() else { return missing }
    defer { leave() }
    return read(&self)
  }

  /// Enters a nesting level; reports an error if it is too deep. Every success must be followed by `leave`.
  package mutating func enter() -> Bool {
    guard hasRoom() else {
      refuse("the expression is nested too deeply", jq: "memory exhausted")
      return false
    }
    nesting += 1
    return true
  }

  package mutating func leave() { nesting -= 1 }

  /// Parses something whose `links` are counted separately from those of its siblings.
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

  /// Parses the content of brackets, where line breaks and commas have no special meaning.
  mutating func bracketed<Result>(_ read: (inout Parser) -> Result) -> Result {
    let (line, comma) = (endsAtLine, endsAtComma)
    (endsAtLine, endsAtComma) = (false, false)
    defer { (endsAtLine, endsAtComma) = (line, comma) }
    return read(&self)
  }

  /// Parses something that must be followed by more, so that line breaks have no special meaning.
  package mutating func unbroken<Result>(_ read: (inout Parser) -> Result) -> Result {
    let line = endsAtLine
    endsAtLine = false
    defer { endsAtLine = line }
    return read(&self)
  }
}
