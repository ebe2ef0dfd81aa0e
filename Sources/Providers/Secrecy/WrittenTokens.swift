import Diagnostics
import HTTP
import JSON
import Query

/// The tokens of a text with possible errors, and their nesting. All operations are linear in the length of the text,
/// whatever its nesting.
struct WrittenTokens {
  private(set) var tokens: [Token] = []
  /// For each token, the number of enclosing brackets.
  private(set) var depths: [Int] = []
  /// For each token, whether a value may continue after a line break within the innermost bracket.
  private var spansLines: [Bool] = []
  /// For each token, the next one that is not nested deeper; for an opening bracket, its closing one.
  private var following: [Int] = []
  /// For each token, the number of preceding literals.
  private var literals: [Int] = [0]
  /// Where values end at commas, pipes and semicolons; see ``ends(_:)``.
  private var endings: [Int] = []
  /// The end of the text; the end of the last token if no string is open.
  private var end = 0

  init(_ text: String) {
    var lexer = Lexer(SourceText(name: "", text: text), dialect: .eduscript)
    var open: [TokenKind] = []
    var token = lexer.next()
    while token.kind != .endOfFile {
      if token.kind.closes { _ = open.popLast() }
      tokens.append(token)
      depths.append(open.count)
      spansLines.append(open.last.map { $0 != .leftBrace } ?? false)
      literals.append((literals.last ?? 0) + (isLiteral(token) ? 1 : 0))
      if token.kind.opens { open.append(token.kind) }
      token = lexer.next()
    }
    let isUnfinished = open.contains(.stringStart) || !token.name.isEmpty
    end = isUnfinished ? text.utf8.count : tokens.last?.range.upper ?? 0
    following = nextOutside()
    endings = ends([.comma, .pipe, .semicolon])
  }

  private func nextOutside() -> [Int] {
    var following = Array(repeating: tokens.count, count: tokens.count)
    var waiting: [Int] = []
    for index in tokens.indices {
      while let last = waiting.last, depths[last] >= depths[index] {
        following[last] = index
        waiting.removeLast()
      }
      waiting.append(index)
    }
    return following
  }

  /// For each token, the end of a value that has begun before it.
  private func ends(_ stops: Set<TokenKind>) -> [Int] {
    var ends = Array(repeating: tokens.count, count: tokens.count)
    for index in tokens.indices.reversed() {
      let next = following[index]
      guard next < tokens.count else { continue }
      ends[index] = depths[next] < depths[index] || isStop(next, stops) ? next : ends[next]
    }
    return ends
  }

  private func isStop(_ index: Int, _ stops: Set<TokenKind>) -> Bool {
    stops.contains(tokens[index].kind) || tokens[index].startsLine && !spansLines[index]
  }

  /// The range of the tokens from `lower` up to `upper`. An unterminated string extends to the end of the text.
  func range(_ lower: Int, _ upper: Int) -> SourceRange {
    let last = upper < tokens.count ? tokens[upper - 1].range.upper : end
    return SourceRange(tokens[lower].range.lower, last)
  }

  /// The index after a value: it ends at a comma, a pipe, an enclosing bracket or a line break.
  func end(ofValueAt start: Int) -> Int {
    guard start < tokens.count else { return start }
    // There is no value.
    if tokens[start].kind.closes || [.comma, .pipe, .semicolon].contains(tokens[start].kind) { return start }
    return endings[start]
  }

  /// The index after an expression: it ends at one of the given tokens, an enclosing bracket or a line break.
  func end(ofValueAt start: Int, stops: Set<TokenKind>) -> Int {
    guard start < tokens.count else { return start }
    if tokens[start].kind.closes || stops.contains(tokens[start].kind) { return start }
    var index = following[start]
    while index < tokens.count, depths[index] == depths[start], !isStop(index, stops) { index = following[index] }
    return index
  }

  /// The tokens in a range with the same nesting depth as the first.
  func siblings(_ start: Int, _ end: Int) -> some Sequence<Int> {
    sequence(state: start) { index in
      guard index < end else { return nil }
      defer { index = following[index] }
      return index
    }
  }

  /// The tokens in a range that are nested one level deeper than the first.
  func children(_ start: Int, _ end: Int) -> [Int] {
    siblings(start, end).flatMap { tokens[$0].kind.opens ? Array(siblings($0 + 1, min(following[$0], end))) : [] }
  }

  /// The word or quoted name before an index.
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

  /// Whether a value only refers to a secret: `$key`, `.token`, `env.KEY`, `"Bearer \($key)"`, `f(1)`.
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
    return names.contains(first.kind) && literals[lower] == literals[upper]
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
