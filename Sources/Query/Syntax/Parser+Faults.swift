package import Diagnostics

extension Parser {
  /// Reports that the next token is unexpected. `what` describes what was expected if tokens cannot.
  package mutating func fail(expecting expected: [TokenKind] = [], _ what: String? = nil, hint: String? = nil) {
    guard !isPanicking else { return }
    if dialect == .jq { return failAsJQ(expecting: expected) }
    if token.kind == .endOfFile {
      // Only the innermost construct reports what is missing at the end.
      guard !hasReportedEnd else { return isPanicking = true }
      hasReportedEnd = true
      if !diagnostics.contains(where: { $0.severity == .error }) { isIncomplete = true }
    }
    report(sentence(expecting: expected, what), hint: hint ?? self.hint(expecting: expected), at: token.range)
    isPanicking = true
  }

  /// Reports an error at the next token, with a message for each dialect.
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

// MARK: Error recovery

extension Parser {
  /// Parses a closing bracket. After an error within the brackets, skips to the closing one, so that later errors are
  /// found too. `depth` is the number of open brackets before the opening one.
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

  /// Whether a statement that is not an expression starts on this line, which suggests that an earlier construct was
  /// not closed.
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
