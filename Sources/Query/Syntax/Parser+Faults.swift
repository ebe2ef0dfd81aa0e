package import Diagnostics

/// A place that jq's grammar returns to after an error, and what it adds there.
struct Recovery {
  enum Place {
    case conditional
    case handler
    case member(isFirst: Bool)
    case brackets
  }

  var place: Place
  var start: Int
}

extension Parser {
  /// Reports that the next token does not belong here. `what` says in words what does, where tokens would not.
  package mutating func fail(expecting expected: [TokenKind] = [], _ what: String? = nil, hint: String? = nil) {
    guard !isPanicking else { return }
    if token.kind == .endOfFile {
      // What is missing at the end is said once, by the innermost part.
      guard !hasReportedEnd else { return isPanicking = true }
      hasReportedEnd = true
      if !diagnostics.contains(where: { $0.severity == .error }) { isIncomplete = true }
    }
    switch dialect {
    case .jq: failAsJQ(expecting: expected)
    case .eduscript:
      report(sentence(expecting: expected, what), hint: hint ?? self.hint(expecting: expected), at: token.range)
    }
    isPanicking = true
  }

  /// Reports a fault at the next token in the dialect's own words.
  mutating func refuse(_ message: String, jq: String) {
    guard !isPanicking else { return }
    report(dialect == .jq ? jq : message, at: token.range)
    isPanicking = true
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

// MARK: jq's own words

extension Parser {
  /// jq names what it expected when there are at most four such tokens, and adds what its error rules say.
  private mutating func failAsJQ(expecting expected: [TokenKind]) {
    var message = "syntax error, unexpected \(token.kind.rawValue)"
    if (1...4).contains(expected.count) {
      message += ", expecting " + expected.map(\.rawValue).joined(separator: " or ")
    }
    report(message, at: token.range)
    guard let recovery = recoveries.last else { return }
    switch recovery.place {
    case .conditional: report("Possibly unterminated 'if' statement", at: throughToken(from: recovery.start))
    case .handler: report("Possibly unterminated 'try' statement", at: throughToken(from: recovery.start))
    case .member(let isFirst): failInMember(isFirst: isFirst, start: min(recovery.start, token.range.lower))
    case .brackets: return
    }
  }

  private func throughToken(from start: Int) -> SourceRange { SourceRange(start, token.range.upper) }

  /// jq skips to the next `:` and takes what it skipped for a key.
  private mutating func failInMember(isFirst: Bool, start: Int) {
    var end = token.range.lower
    while token.kind != .colon {
      guard token.kind != .endOfFile, !(isFirst && token.kind == .rightBrace) else { return }
      end = token.range.upper
      advance()
    }
    report("May need parentheses around object key expression", at: SourceRange(start, end))
  }

  mutating func recovering<Result>(
    _ place: Recovery.Place, from start: Int, _ read: (inout Parser) -> Result
  ) -> Result {
    recoveries.append(Recovery(place: place, start: start))
    let result = read(&self)
    recoveries.removeLast()
    return result
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
    "let", "use", "param", "for", "print", "save", "login", "logout", "assert", "confirm", "stop",
  ]
}
