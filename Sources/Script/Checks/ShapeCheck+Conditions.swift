import Diagnostics
import JSON
import Query

// Conditions with a constant result: assignments, commas, constants, cells of CSV files.

extension ShapeCheck {
  /// The context of a condition.
  enum ConditionPlace {
    /// `if`, `assert`, `wait until` and others that are evaluated once.
    case decision
    /// `select`, `any`, `all`, which are evaluated for each value.
    case choice
  }

  mutating func condition(_ expression: Expression, of place: ConditionPlace, on input: Known?) {
    deciding(true) { check in
      check.checkForm(expression, of: place)
      check.truth(expression, on: input)
    }
  }

  /// Checks the parts that determine the result.
  private mutating func truth(_ expression: Expression, on input: Known?) {
    switch expression.kind {
    case .binary(.and, let left, let right), .binary(.or, let left, let right):
      checkOperands(left, right)
      truth(left, on: input)
      _ = settled(left.variableNames) { check in
        check.truth(right, on: input)
        return nil
      }
    case .pipe(let left, let right) where right.isNegation: truth(left, on: input)
    default:
      let known = outputs(expression, on: input)
      if known?.origin == .cell, known?.shape == .string { reportCell(expression.range) }
      if case .array = expression.kind { return reportSurely(Known(.array(.any)), expression.range) }
      if let known, known.constant == nil, known.origin == .made || known.origin == .time {
        reportSurely(known, expression.range)
      }
    }
  }

  /// Values created by the script are never null, and everything except false is true.
  private mutating func reportSurely(_ known: Known, _ range: SourceRange) {
    let hint: String
    let text = source[range]
    switch known.shape {
    case .number: hint = "compare it: `(\(text)) > 0`"
    case .string: hint = "compare it: `(\(text)) != \"\"`"
    case .array: hint = "compare it: `(\(text)) != []`"
    case .any, .null, .boolean, .object: return
    }
    report(
      .danger, "constant-condition", "\(known.shape.typeName ?? "a value") always counts as true, 0, \"\" and [] too",
      hint: hint, at: range)
  }

  private mutating func reportCell(_ range: SourceRange) {
    let text = source[range]
    report(
      .danger, "truth-of-cell", "a cell of a CSV file is a text, and every text counts as true, \"no\" and \"\" too",
      hint: "compare it: `\(text) == \"yes\"`, or convert it: `read_csv(…; {types: {…: \"bool\"}})`", at: range)
  }

  /// Checks the syntax of a condition.
  private mutating func checkForm(_ expression: Expression, of place: ConditionPlace) {
    switch expression.kind {
    case .update(let symbol, let left, let right):
      let (target, value) = (source[left.range], source[right.range])
      report(
        .danger, "assignment-in-condition", "`\(symbol.rawValue)` changes a value, and what comes out counts as true",
        hint: "`\(target) == \(value)` compares", at: expression.range)
    case .pipe(let left, let right):
      guard !right.isNegation else { return checkForm(left, of: place) }
      guard place == .choice, left.constant == nil, let text = right.constant?.string else {
        return checkForm(right, of: place)
      }
      report(
        .danger, "constant-condition", "\"\(Preview.oneLine(text))\" is always true",
        hint: "did you mean `\(source[left.range]) == \(source[right.range])`?", at: right.range)
    case .comma(let left, let right):
      guard place == .choice, left.hasTruth || right.hasTruth else { return }
      let hint = left.alternatives(to: right, in: source)
      report(
        .danger, "comma-in-condition", "`,` makes two conditions, and each result counts separately",
        hint: hint.map { "did you mean `\($0)`?" } ?? "join conditions with `or` or `and`", at: expression.range)
    case .binary(.and, let left, let right), .binary(.or, let left, let right):
      for side in [left, right] where side.constant == nil { checkForm(side, of: place) }
      if case .binary(.or, _, _) = expression.kind { checkAlwaysTrue(left, right, expression.range) }
    case .binary(.notEqual, let left, let right) where place == .choice && (left.hasSeveral || right.hasSeveral):
      let (one, several) = left.hasSeveral ? (right, left) : (left, right)
      report(
        .danger, "several-comparisons", "`!=` compares with each in turn, and each result counts separately",
        hint: "`\(source[one.range]) | IN(\(source[several.range])) | not` compares with all", at: expression.range)
    case .binary(.alternative, let left, let right):
      if left.hasTruth, let value = right.constant { reportConstant(value, right, beside: left) }
    case .function(let name, let arguments) where form < Self.deepestForm:
      guard let found = definition(name, arguments.count) else { return }
      let outer = source
      (source, form) = (found.source, form + 1)
      checkForm(found.definition.body, of: place)
      (source, form) = (outer, form - 1)
    default:
      if place == .choice, let text = expression.constant?.string {
        report(
          .danger, "constant-condition", "\"\(Preview.oneLine(text))\" is always true",
          hint: "compare something with it: `.name == \"\(Preview.oneLine(text))\"`", at: expression.range)
      }
    }
  }

  /// Reports `.a != "x" or .a != "y"`.
  private mutating func checkAlwaysTrue(_ left: Expression, _ right: Expression, _ range: SourceRange) {
    guard case .binary(.notEqual, let first, let value) = left.kind,
      case .binary(.notEqual, let second, let other) = right.kind, source[first.range] == source[second.range],
      let one = value.constant, let two = other.constant, one != two
    else { return }
    report(
      .danger, "constant-condition", "one of the two is always true",
      hint: "join them with `and`: `\(source[left.range]) and \(source[right.range])`", at: range)
  }

  /// Reports `.a == "x" or "y"` in any expression, since the second operand is not a comparison.
  mutating func checkOperands(_ left: Expression, _ right: Expression) {
    if left.hasTruth, let value = right.constant {
      reportConstant(value, right, beside: left)
    } else if right.hasTruth, let value = left.constant {
      reportConstant(value, left, beside: right)
    }
  }

  private mutating func reportConstant(_ value: Value, _ constant: Expression, beside other: Expression) {
    guard value.kind >= .number else { return }
    let hint = other.comparison(with: constant, in: source)
    report(
      .danger, "constant-condition", "\(source[constant.range]) alone is always true",
      hint: hint.map { "did you mean `\($0)`?" } ?? "compare something with it", at: constant.range)
  }
}

extension Expression {
  /// Whether it is `not`.
  var isNegation: Bool {
    if case .function(let name, let arguments) = kind { name.text == "not" && arguments.isEmpty } else { false }
  }

  /// Whether its outputs are booleans, judging by its syntax.
  fileprivate var hasTruth: Bool {
    switch kind {
    case .binary(let symbol, let left, _):
      symbol.isComparison || symbol == .and || symbol == .or || symbol == .alternative && left.hasTruth
    case .function(let name, let arguments): BuiltinResult.shape(of: name.text, arguments.count) == .boolean
    case .pipe(_, let right): right.hasTruth
    default: false
    }
  }

  /// Whether it has several outputs, judging by its syntax.
  fileprivate var hasSeveral: Bool {
    switch kind {
    case .iterate, .comma: true
    case .pipe(let left, let right): left.hasSeveral || right.hasSeveral
    default: false
    }
  }

  /// The operands of a comparison.
  private var sides: (BinaryOperator, Expression, Expression)? {
    guard case .binary(let symbol, let left, let right) = kind else { return nil }
    if symbol.isComparison { return (symbol, left, right) }
    return symbol == .and || symbol == .or ? right.sides : nil
  }

  /// The source text of the same comparison with another value.
  fileprivate func comparison(with constant: Expression, in source: SourceText) -> String? {
    guard let (symbol, left, _) = sides else { return nil }
    return "\(source[left.range]) \(symbol.rawValue) \(source[constant.range])"
  }

  /// The probable intention of `.id == 5, 6`.
  fileprivate func alternatives(to other: Expression, in source: SourceText) -> String? {
    guard let (symbol, left, right) = sides, other.constant != nil else { return nil }
    let choice = "\(source[left.range]) | IN(\(source[right.range]), \(source[other.range]))"
    return symbol == .equal ? choice : symbol == .notEqual ? choice + " | not" : nil
  }
}

extension BinaryOperator {
  /// `==`, `<` and similar operators.
  var isComparison: Bool { self == .equal || self == .notEqual || isOrder }

  /// `<`, `<=`, `>` and `>=`.
  var isOrder: Bool { [.less, .lessOrEqual, .greater, .greaterOrEqual].contains(self) }
}
