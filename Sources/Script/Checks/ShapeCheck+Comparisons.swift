import Diagnostics
import JSON
import Query

// Operators, and comparisons of values that cannot be equal or have no order.

extension ShapeCheck {
  mutating func binary(
    _ symbol: BinaryOperator, _ left: Expression, _ right: Expression, on input: Known?
  ) -> Known? {
    let first = outputs(left, on: input)
    let second: Known?
    if symbol == .and || symbol == .or {
      checkOperands(left, right)
      second = settled(left.variableNames) { $0.outputs(right, on: input) }
    } else {
      second = outputs(right, on: input)
    }
    if symbol.isComparison {
      compare(symbol, (first, source[left.range]), (second, source[right.range]), at: left.range.union(right.range))
    }
    var known = result(symbol, first, second)
    known?.isConstant = (first?.isConstant ?? false) && (second?.isConstant ?? false)
    guard first?.isGuess ?? false || second?.isGuess ?? false else { return known }
    known = known ?? Known(.any)
    known?.isGuess = true
    return known
  }

  private func result(_ symbol: BinaryOperator, _ left: Known?, _ right: Known?) -> Known? {
    switch symbol {
    case .and, .or, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: return Known(.boolean)
    case .alternative: return alternative(left, right)
    case .add, .subtract, .multiply, .divide, .remainder:
      guard let left, let right, left.shape == right.shape, left.shape == .number || symbol == .add else { return nil }
      guard left.shape == .number || left.shape == .string else { return nil }
      return Known(left.shape, left.origin == .time || right.origin == .time ? .time : .made)
    }
  }

  /// The result of `a // b`, which replaces null and errors.
  private func alternative(_ left: Known?, _ right: Known?) -> Known? {
    guard var left, let right, left.shape == right.shape else { return nil }
    left.mayBeEmpty = left.mayBeEmpty || right.mayBeEmpty
    return left.with(left.shape)
  }

  /// An operand of a comparison and its source text.
  typealias Side = (known: Known?, text: String)

  mutating func compare(_ symbol: BinaryOperator, _ a: Side, _ b: Side, at range: SourceRange) {
    guard let left = a.known, let right = b.known, left.isOfWorld || right.isOfWorld,
      let first = left.shape.typeName, let second = right.shape.typeName
    else { return }
    guard first == second else {
      let verdict = symbol.isOrder ? left.shape.order(to: right.shape) : "they are never equal"
      return report(
        .danger, "mismatched-comparison",
        "this compares \(left.description(a.text)) with \(right.description(b.text)); \(verdict)",
        hint: hint(symbol, left, a.text, right, b.text), at: range)
    }
    guard symbol.isOrder else { return }
    let (least, text) = symbol == .less || symbol == .lessOrEqual ? (left, a.text) : (right, b.text)
    if least.isNullable, isCondition, !isAsked(text) {
      return report(
        .danger, "null-comparison",
        "`\(Preview.oneLine(text))` may be null, and null is always less than \(first)",
        hint: "`\(text) != null and \(source[range])`", at: range)
    }
    for (cell, other, text) in [(left, right, a.text), (right, left, b.text)]
    where cell.origin == .cell && other.constant?.text.flatMap({ Value(number: $0) }) != nil {
      return report(
        .danger, "mismatched-comparison", "this compares texts, letter by letter: \"9\" sorts after \"10\"",
        hint: "`(\(text) | tonumber)` beside a number without quotes, or `types: {…: \"number\"}` of read_csv",
        at: range)
    }
  }

  /// Whether the text tests for a field elsewhere.
  private func isAsked(_ path: String) -> Bool {
    let field = path.lastIndex(of: ".").map { path[$0...] } ?? path[...]
    return source.text.ranges(of: field).count > 1
  }

  private func hint(
    _ symbol: BinaryOperator, _ left: Known, _ leftText: String, _ right: Known, _ rightText: String
  ) -> String? {
    for (one, text, other, otherText) in [(left, leftText, right, rightText), (right, rightText, left, leftText)] {
      if one.origin == .cell, other.shape == .number {
        return "`(\(text) | tonumber) \(symbol.rawValue) \(otherText)`, or `types: {…: \"number\"}` of read_csv"
      }
      if one.origin == .cell, other.shape == .boolean {
        return "`\(text) == \"true\"`, or `types: {…: \"bool\"}` of read_csv"
      }
      if one.shape == .string, other.origin == .time { return "`(\(text) | time)` makes seconds of it" }
      if one.shape == .number, other.shape == .string, let constant = other.constant?.string, constant.looksLikeTime {
        return "`(\(otherText) | time)` makes seconds of it"
      }
      if one.shape == .number, other.shape == .string, !other.isConstant {
        return "`(\(otherText) | tonumber)` makes a number of it, `(\(otherText) | time)` seconds of a time"
      }
      if one.shape == .number, other.shape == .string, other.isConstant {
        let number = other.constant?.text.flatMap { Value(number: $0) }?.json()
        return number.map { "write a number: `\(text) \(symbol.rawValue) \($0)`" } ?? "write a number"
      }
      if one.shape == .string, other.shape == .number, other.isConstant {
        return "write a text: `\(text) \(symbol.rawValue) \"\(otherText)\"`"
      }
      if case .array = one.shape, otherText == "." { return "`IN(\(text)[])` takes its elements one by one" }
      if case .array = one.shape { return "`any(\(text)[]; . == \(otherText))` looks among its elements" }
    }
    return nil
  }
}

extension Shape {
  /// Explains jq's order of types, which does not depend on the values.
  fileprivate func order(to other: Shape) -> String {
    let (first, second) = (rank, other.rank)
    let (lesser, greater) = first < second ? (self, other) : (other, self)
    return "\(greater.typeName ?? "one") is greater than \(lesser.typeName ?? "the other"), whatever their values"
  }

  private var rank: Int {
    switch self {
    case .any, .null: 0
    case .boolean: 1
    case .number: 2
    case .string: 3
    case .array: 4
    case .object: 5
    }
  }
}

extension ShapeCheck.Known {
  /// Whether a comparison with it may be a mistake: it is external data or a time.
  fileprivate var isOfWorld: Bool {
    switch origin {
    case .answer, .cell, .row: true
    case .time: true
    case .made: false
    }
  }

  fileprivate func description(_ text: String) -> String {
    let what = shape.typeName ?? "a value"
    switch origin {
    case .cell: return "a text from a CSV file"
    case .time: return "seconds"
    case .answer(let method): return "\(what) (`\(Preview.oneLine(text))` of \(method))"
    case .row, .made: return what
    }
  }
}

extension String {
  /// Whether it looks like `2026-01-31`, with or without a time of day.
  fileprivate var looksLikeTime: Bool { wholeMatch(of: /\d{4}-\d{2}.*/) != nil }
}
