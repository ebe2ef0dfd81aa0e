import Diagnostics
import HTTP
import JSON
import Query

/// The tokens of a line that may be wrong in any way, and what encloses each of them.
struct WrittenTokens {
  private(set) var tokens: [Token] = []
  /// For each token the kinds of the brackets that are open around it, the outermost first.
  private(set) var around: [[TokenKind]] = []
  /// Where the text ends; the end of the last token where nothing is left open.
  private var end = 0

  init(_ text: String) {
    var lexer = Lexer(SourceText(name: "", text: text), dialect: .eduscript)
    var open: [TokenKind] = []
    var token = lexer.next()
    while token.kind != .endOfFile {
      if token.kind.closes { _ = open.popLast() }
      tokens.append(token)
      around.append(open)
      if token.kind.opens { open.append(token.kind) }
      token = lexer.next()
    }
    let isUnfinished = open.contains(.stringStart) || !token.name.isEmpty
    end = isUnfinished ? text.utf8.count : tokens.last?.range.upper ?? 0
  }

  /// The range of the tokens from the first up to the second index; an open string reaches to the end of the text.
  func range(_ lower: Int, _ upper: Int) -> SourceRange {
    let last = upper < tokens.count ? tokens[upper - 1].range.upper : end
    return SourceRange(tokens[lower].range.lower, last)
  }

  /// The index behind a value that begins at an index: a comma, a pipe, a bracket of its surroundings or a line ends it.
  func end(ofValueAt start: Int, stops: Set<TokenKind> = [.comma, .pipe, .semicolon]) -> Int {
    guard start < tokens.count else { return start }
    let depth = around[start].count
    let spansLines = around[start].last.map { $0 != .leftBrace } ?? false
    // Nothing stands there at all.
    if tokens[start].kind.closes { return start }
    for index in start..<tokens.count {
      if around[index].count < depth { return index }
      guard around[index].count == depth else { continue }
      if stops.contains(tokens[index].kind)
        || index > start && tokens[index].startsLine && !spansLines
      {
        return index
      }
    }
    return tokens.count
  }

  /// The word or the quoted name that ends in front of an index.
  func name(before index: Int) -> String? {
    guard index > 0 else { return nil }
    let token = tokens[index - 1]
    switch token.kind {
    case .rawString: return token.text?.string
    case .stringEnd:
      return index > 2 && tokens[index - 2].kind == .stringText
        ? tokens[index - 2].text?.string : nil
    case .field: return token.name
    default: return token.word
    }
  }

  /// Whether a value says where a secret is, not what it is: `$key`, `.token`, `env.KEY`, `"Bearer \($key)"`, `f(1)`.
  func isReference(_ lower: Int, _ upper: Int) -> Bool {
    guard lower < upper else { return true }
    let first = tokens[lower]
    if first.kind == .identifier {
      if upper == lower + 1 {
        return ["true", "false", "null", "empty", "env"].contains(first.name)
      }
      let call = (lower + 1..<upper).first { tokens[$0].kind != .field || tokens[$0].isSpaced }
      if let call, tokens[call].kind == .leftParenthesis, !tokens[call].isSpaced { return true }
      guard first.name == "env" else { return false }
    }
    let names: Set<TokenKind> = [.identifier, .binding, .dot, .field, .stringStart, .location]
    return names.contains(first.kind) && (lower..<upper).allSatisfy { !isLiteral(tokens[$0]) }
  }

  private func isLiteral(_ token: Token) -> Bool {
    switch token.kind {
    case .stringText:
      let schemes = ["", "bearer", "basic", "token"]
      return !schemes.contains((token.text?.string ?? "").lowercased().trimmed)
    case .rawString, .literal, .invalid: return true
    default: return false
    }
  }
}

extension TokenKind {
  fileprivate var opens: Bool {
    switch self {
    case .leftParenthesis, .leftBracket, .leftBrace, .interpolationStart, .stringStart: true
    default: false
    }
  }

  fileprivate var closes: Bool {
    switch self {
    case .rightParenthesis, .rightBracket, .rightBrace, .interpolationEnd, .stringEnd: true
    default: false
    }
  }
}
