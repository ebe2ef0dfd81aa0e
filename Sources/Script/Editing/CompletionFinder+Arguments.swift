import Diagnostics
import Query

// Completion between the parentheses of a call.

extension CompletionFinder {
  /// The name or value of an argument, inside a call.
  func argument(before index: Int) -> CompletionContext.Expectation? {
    guard let parenthesis = enclosing(index), let call = call(of: parenthesis) else { return nil }
    let before = tokens[index - 1]
    if before.kind == .leftParenthesis || before.kind == .comma {
      return .parameter(
        call: call, given: given(in: parenthesis, before: index),
        position: bareArguments(in: parenthesis, before: index))
    }
    guard before.kind == .colon, index > 1, let name = tokens[index - 2].word else { return nil }
    return .value(call: call, .named(name))
  }

  /// A key of an object: of a parameter if the object is an argument of a call, or the value of one.
  func key(_ index: Int) -> CompletionContext.Expectation {
    let input = input(at: enclosing(index) ?? index)
    guard let brace = enclosing(index), let parenthesis = enclosing[brace], let call = call(of: parenthesis) else {
      return .key(of: input, given: keys(before: index))
    }
    switch tokens[brace - 1].kind {
    case .leftParenthesis, .comma: return .argumentKey(call: call, under: nil, of: input)
    case .colon where brace > 1:
      return tokens[brace - 2].word.map { .argumentKey(call: call, under: $0, of: input) } ?? .key(of: input, given: [])
    default: return .key(of: input, given: keys(before: index))
    }
  }

  /// The keys that the enclosing object already has.
  private func keys(before index: Int) -> [String] {
    guard let brace = enclosing(index) else { return [] }
    return (brace + 1..<index).filter { enclosing[$0] == brace && isKey($0) }.compactMap { tokens[$0].word }
  }

  /// Whether the place is directly inside `each(` or `pages(`.
  func isPaged(_ index: Int) -> Bool {
    guard let parenthesis = enclosing(index), parenthesis > 0 else { return false }
    return ["each", "pages"].contains(tokens[parenthesis - 1].name)
      && (parenthesis + 1..<index).allSatisfy { enclosing[$0] == parenthesis && !tokens[$0].isOperator }
  }

  /// The method call whose arguments begin at a parenthesis.
  private func call(of parenthesis: Int) -> CallPath? {
    guard tokens[parenthesis].kind == .leftParenthesis, let call = callPath(endingBefore: parenthesis) else {
      return nil
    }
    return call.path.count > 1 || call.path == ["request"] ? call : nil
  }

  private func given(in parenthesis: Int, before index: Int) -> [String] {
    (parenthesis + 1..<index).filter { enclosing[$0] == parenthesis && tokens[$0].kind == .colon }.compactMap { index in
      tokens[index - 1].word
    }
  }

  /// The number of complete positional arguments.
  private func bareArguments(in parenthesis: Int, before index: Int) -> Int {
    let inside = (parenthesis + 1..<index).filter { enclosing[$0] == parenthesis }
    return inside.count { tokens[$0].kind == .comma } - inside.count { tokens[$0].kind == .colon }
  }
}

extension Token {
  fileprivate var isOperator: Bool {
    switch kind {
    case .pipe, .comma, .colon, .semicolon: true
    default: false
    }
  }
}
