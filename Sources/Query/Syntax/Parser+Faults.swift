package import Diagnostics

extension Parser {
  /// Reports that the next token does not belong here. `what` says in words what does, where tokens would not.
  package mutating func fail(expecting expected: [TokenKind] = [], _ what: String? = nil, hint: String? = nil) {
    guard !isPanicking else { return }
    if dialect == .jq { return failAsJQ(expecting: expected) }
    if token.kind == .endOfFile {
      // What is missing at the end is said once, by the innermost part.
      guard !hasReportedEnd else { return isPanicking = true }
      hasReportedEnd = true
      if !diagnostics.contains(where: { $0.severity == .error }) { isIncomplete = true }
    }
    report(sentence(expecting: expected, what), hint: hint ?? self.hint(expecting: expected), at: token.range)
    isPanicking = true
  }

  /// Reports a fault at the next token in the dialect's own words.
  mutating func refuse(_ message: String, jq: String) {
    guard !isPanicking else { return }
    report(dialect == .jq ? jq : message, at: token.range)
    isPanicking = true
    recovery.isOver = true
  }

  package mutating func report(_ message: String, hint: String? = nil, at range: SourceRange) {
    diagnostics.append(Diagnostic(code: "syntax", message, hint: hint, source: source, range: range))
  }

  private func sentence(expecting expected: [TokenKind], _ what: String?) -> String {
    let found: String =
      switch token.kind {
      case .endOfFile: token.name == "'" ? "the end inside '…'" : "the end"
      case .stringStart, .stringText, .stringEnd, .rawString: "a string"
      default: "`\(source[token.range])`"
      }
    let wanted = what ?? (expected.isEmpty ? "an expression" : Self.list(expected.map(\.description)))
    return "expected \(wanted), found \(found)"
  }

  static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }
}

// MARK: Going on

extension Parser {
  /// Reads a closing bracket; after a fault inside, what is left up to it is skipped, so that later faults are found, too.
  /// `depth` is the number of open brackets in front of the opening one.
  package mutating func close(_ kind: TokenKind, depth: Int, amongst expected: [TokenKind] = [], hint: String? = nil) {
    if !isPanicking { expect(kind, amongst: expected, hint: hint) }
    guard isPanicking, dialect == .eduscript else { return }
    isPanicking = false
    while token.kind != .endOfFile, !startsStatement {
      if lexer.depth <= depth, token.kind == kind { return advance() }
      advance()
    }
    isPanicking = true
  }

  /// Whether a line begins here with a statement that is no expression: a sign that something above was left open.
  package var startsStatement: Bool {
    guard token.startsLine, let word = token.word, Self.statementWords.contains(word) else { return false }
    let next = following
    switch next.kind {
    case .identifier, .literal, .stringStart, .rawString, .binding, .format, .exchange, .location:
      return !next.startsLine
    default: return false
    }
  }

  private static let statementWords: Set<String> = [
    "let", "use", "param", "for", "print", "warn", "give", "fail", "save", "append", "wait", "login", "logout",
    "assert",
    "confirm", "stop",
  ]
}
