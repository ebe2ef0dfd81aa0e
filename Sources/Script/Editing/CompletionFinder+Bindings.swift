import Diagnostics
import Query

// The variables bound in the text itself.

extension CompletionFinder {
  /// The names bound before a place, latest first.
  func bound(before index: Int) -> [String] {
    var names: [String] = []
    for place in stride(from: min(index, tokens.count) - 1, through: 0, by: -1) {
      for name in [name(boundAt: place)].compactMap(\.self) + namesInBrackets(boundAt: place)
      where !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// The names bound by a pattern, `as [$a, {b: $c}]`, and by the parameters of a definition, `def f($a):`.
  private func namesInBrackets(boundAt place: Int) -> [String] {
    let first = tokens[place].kind == .as ? place + 1 : tokens[place].kind == .def ? place + 2 : tokens.count
    guard first < tokens.count, [.leftBracket, .leftBrace, .leftParenthesis].contains(tokens[first].kind) else {
      return []
    }
    return (first + 1..<tokens.count).prefix { isInside($0, first) }.filter { tokens[$0].kind == .binding }
      .map { tokens[$0].name }.reversed()
  }

  private func isInside(_ place: Int, _ bracket: Int) -> Bool {
    var around = enclosing[place]
    while let inner = around, inner > bracket { around = enclosing[inner] }
    return around == bracket
  }

  /// The value of a variable; nil if it is not bound before the place.
  func bound(_ name: String, before index: Int) -> FieldBase? {
    for place in stride(from: index - 1, through: 0, by: -1) where self.name(boundAt: place) == name {
      if let value = value(boundAt: place, before: index) { return value }
    }
    return nil
  }

  /// The name that a keyword binds: `as $name`, `let name`, `for name in`, `catch name`.
  private func name(boundAt place: Int) -> String? {
    guard place + 1 < tokens.count else { return nil }
    switch (tokens[place].kind, tokens[place].word) {
    case (.as, _): return tokens[place + 1].kind == .binding ? tokens[place + 1].name : nil
    case (_, "let"), (_, "for"), (_, "param"): return tokens[place + 1].word
    case (.catch, _): return tokens[place + 1].kind == .identifier ? tokens[place + 1].word : nil
    default: return nil
    }
  }

  private func value(boundAt place: Int, before index: Int) -> FieldBase? {
    switch (tokens[place].kind, tokens[place].word) {
    case (.as, _): return upTo(place).value(endingBefore: place)
    case (.catch, _): return FieldBase(.error)
    case (_, "let"):
      return written(from: place + 3, before: index) { tokens[$0].endsStatement(behind: endsOperand($0 - 1)) }
    case (_, "for"):
      return written(from: place + 3, before: index) {
        tokens[$0].kind == .leftBrace && isBlock($0)
          || ["by", "parallel", "retry", "keep", "once", "at"].contains(tokens[$0].word) && endsOperand($0 - 1)
      }
    default: return nil
    }
  }

  /// The value of the expression that begins at a token; nil if its end is not in the text.
  private func written(from start: Int, before index: Int, until isEnd: (Int) -> Bool) -> FieldBase? {
    guard start < index, start < tokens.count else { return nil }
    let around = enclosing[start - 1]
    guard let end = (start + 1..<max(index, start + 1)).first(where: { enclosing[$0] == around && isEnd($0) }) else {
      return nil
    }
    return upTo(end).output(of: start..<end)
  }
}

extension Token {
  /// Whether the previous statement ends before this token.
  fileprivate func endsStatement(behind isComplete: Bool) -> Bool {
    kind == .semicolon || kind == .rightBrace || startsLine && !continuesLine && isComplete
  }
}
