import Diagnostics
import Query

// Completion inside a string.

extension CompletionFinder {
  /// A path or one of a parameter's choices, depending on the context.
  func inString(_ opening: Token, _ index: Int) -> CompletionContext {
    let start = opening.range.upper
    let parts = tokens[(index + 1)...]
    guard parts.allSatisfy({ $0.kind == .stringText }) else { return at(.nothing, length: 0) }
    if let expectation = file(before: index) { return at(expectation, length: end - start) }
    guard !parts.contains(where: \.isEscaped) else { return at(.nothing, length: 0) }
    switch expectation(before: index, nil) {
    case .value(let call, let place): return at(.value(call: call, place), length: end - opening.range.lower)
    case .parameter(let call, _, let position):
      return at(.value(call: call, .bare(position)), length: end - opening.range.lower)
    default:
      let expectation = text(index)
      return at(expectation, length: expectation == .nothing ? 0 : end - opening.range.lower)
    }
  }

  /// Completion in a string that is not an argument: the name of a field, or a value to compare with.
  private func text(_ index: Int) -> CompletionContext.Expectation {
    guard index > statement else { return .nothing }
    let before = tokens[index - 1]
    switch before.kind {
    case .dot:
      let isOfInput = index - 1 == statement || !endsOperand(index - 2)
      return .fieldName(of: isOfInput ? input(at: index - 1) : value(endingBefore: index - 1))
    case .leftBracket where isIndex(index - 1): return .fieldName(of: value(endingBefore: index - 1))
    case .leftParenthesis where index > 1 && tokens[index - 2].name == "has":
      return .fieldName(of: input(at: index - 2))
    case .equal, .notEqual: return .comparison(with: value(endingBefore: index - 1))
    default: return .nothing
    }
  }

  func inString(from start: Int) -> CompletionContext {
    let quote = source[SourceRange(start, end)].prefix { $0 != "'" }.utf8.count + 1
    return at(file(before: tokens.count) ?? .nothing, length: max(0, end - start - quote))
  }

  private func file(before index: Int) -> CompletionContext.Expectation? {
    guard index > statement else { return nil }
    let before = tokens[index - 1]
    if before.word == "to", ["save", "append"].contains(tokens[statement].word) { return .path }
    if before.word == "run", index - 1 == statement { return .path }
    if before.kind == .import || before.kind == .include { return .module }
    guard before.kind == .leftParenthesis, index > 1 else { return nil }
    return ["read_csv", "read_json", "read_ndjson", "read_text"].contains(tokens[index - 2].name)
      ? .path : nil
  }
}
