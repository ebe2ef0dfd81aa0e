public import JSON

extension Expression {
  /// The value of a constant expression, as folded by jq's parser: literals, containers of constants, and operators on
  /// two constants.
  public var constant: Value? {
    switch kind {
    case .literal(let value): value
    case .string(let template): template.constant.map { Value($0) }
    case .array(nil): Value([Value]())
    case .array(let elements?): elements.constantElements.map { Value($0) }
    case .object(let members): Self.constant(of: members)
    case .binary(let symbol, let left, let right): Self.fold(symbol, left, right)
    default: nil
    }
  }

  private var constantElements: [Value]? {
    guard case .comma(let left, let right) = kind else { return constant.map { [$0] } }
    guard let first = left.constantElements, let rest = right.constantElements else { return nil }
    return first + rest
  }

  private static func constant(of members: [ObjectMember]) -> Value? {
    var object = Object()
    for member in members {
      guard let value = member.value?.constant else { return nil }
      switch member.key {
      case .name(let name): object[Text(name.text)] = value
      case .string(let template):
        guard let key = template.constant else { return nil }
        object[key] = value
      case .expression(let key):
        guard let text = key.constant?.text else { return nil }
        object[text] = value
      case .variable, .location: return nil
      }
    }
    return Value(object)
  }

  private static func fold(_ symbol: BinaryOperator, _ left: Expression, _ right: Expression) -> Value? {
    // These are not folded; skip a possibly long chain of them.
    guard symbol != .and, symbol != .or, symbol != .alternative else { return nil }
    guard let a = left.constant, let b = right.constant else { return nil }
    switch symbol {
    case .and, .or, .alternative: return nil
    // A string repetition may be long, so it is left to run time.
    case .multiply where a.kind != .number || b.kind != .number: return nil
    case .add, .subtract, .multiply, .divide, .remainder, .equal, .notEqual, .less, .lessOrEqual, .greater,
      .greaterOrEqual:
      return try? OperatorNode.apply(symbol, a, b)
    }
  }
}
