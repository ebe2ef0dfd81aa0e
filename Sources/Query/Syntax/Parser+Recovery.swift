import Diagnostics

/// Where jq's parser, made by Bison, stands after a fault: it goes on where its grammar has a rule for that, and says nothing
/// more until it has taken three tokens (Bison manual, "Error Recovery").
struct Recovery {
  /// How many tokens must still be taken before a fault is told again.
  private(set) var silence = 0
  /// Nothing can be read any more.
  var isOver = false
  /// Where the token ended at which the latest fault was met, or that was thrown away since.
  var faultEnd = 0

  mutating func tokenWasTaken() { silence = max(0, silence - 1) }

  mutating func faultWasMet() { silence = 3 }

  /// Whether no token was taken since the latest fault.
  var isAtFault: Bool { silence == 3 }
}

extension Parser {
  private var canRecover: Bool { isPanicking && dialect == .jq && !recovery.isOver }

  /// jq names what it expected when there are at most four such tokens. A fault at the token of the one before throws that
  /// token away.
  mutating func failAsJQ(expecting expected: [TokenKind]) {
    isPanicking = true
    recovery.faultEnd = token.range.upper
    if recovery.isAtFault {
      guard token.kind != .endOfFile else { return recovery.isOver = true }
      discard()
    } else if recovery.silence == 0 {
      if token.kind == .endOfFile, diagnostics.allSatisfy({ $0.severity != .error }) { isIncomplete = true }
      var message = "syntax error, unexpected \(token.kind.rawValue)"
      if (1...4).contains(expected.count) {
        message += ", expecting " + expected.map(\.rawValue).joined(separator: " or ")
      }
      report(message, at: token.range)
    }
    recovery.faultWasMet()
  }

  /// Reads what jq takes for read after a fault in it, and says so.
  mutating func recovering<Result>(
    saying message: String, from start: Int, _ read: (inout Parser) -> Result
  ) -> Result {
    let result = read(&self)
    guard canRecover else { return result }
    report(message, at: SourceRange(start, recovery.faultEnd))
    isPanicking = false
    return result
  }

  /// After a fault between brackets jq goes on behind the closing one.
  mutating func recover(behind closing: TokenKind) {
    guard canRecover, discard(until: [closing]) else { return }
    advance()
  }

  /// After a fault in a member jq takes what it skips up to the next `:` for its key; `read` reads the value.
  mutating func recoverMember(from start: Int, or closing: TokenKind? = nil, _ read: (inout Parser) -> Void) {
    while canRecover {
      let lower = min(start, token.range.lower)
      guard discard(until: [.colon] + (closing.map { [$0] } ?? [])), token.kind == .colon else { return }
      let key = SourceRange(lower, recovery.faultEnd)
      advance()
      read(&self)
      if !isPanicking { report("May need parentheses around object key expression", at: key) }
    }
  }

  /// False where the text ends before.
  private mutating func discard(until kinds: [TokenKind]) -> Bool {
    while !kinds.contains(token.kind) {
      guard token.kind != .endOfFile else {
        recovery.isOver = true
        return false
      }
      discard()
    }
    isPanicking = false
    return true
  }
}
