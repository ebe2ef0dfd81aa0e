import Diagnostics

// The Query and Expr rules of jq's grammar: pipes, commas, bindings and infix operators.

extension Parser {
  /// Parses a pipeline, as allowed in brackets or on a line.
  package mutating func query() -> Expression {
    nested { $0.pipeline { $0.alternatives() } }
  }

  /// Parses `first | second | …`, which is right-associative.
  mutating func pipeline(of part: (inout Parser) -> Expression) -> Expression {
    linked { $0.parts(of: part) }
  }

  private mutating func parts(of part: (inout Parser) -> Expression) -> Expression {
    var parts = [part(&self)]
    defer { links += parts.count }
    while continuingKind == .pipe {
      guard links + parts.count < room.chain else {
        refuse("too many filters in one pipeline", jq: "memory exhausted")
        break
      }
      advance()
      parts.append(part(&self))
    }
    return parts.dropLast().reversed().reduce(parts.last ?? missing) { whole, part in
      Expression(.pipe(part, whole), part.range.union(whole.range))
    }
  }

  /// Parses `first, second, …`. Long lists become a balanced tree, which is equivalent but less deep.
  private mutating func alternatives() -> Expression {
    var parts = [alternative()]
    while continuingKind == .comma, !endsAtComma {
      guard links + min(parts.count, 100) < room.chain else {
        refuse("too many operators in one expression", jq: "memory exhausted")
        break
      }
      advance()
      parts.append(alternative())
    }
    links += min(parts.count - 1, 100)
    return parts.count < 100 ? Self.chained(parts[...]) : Self.balanced(parts[...])
  }

  private static func chained(_ parts: ArraySlice<Expression>) -> Expression {
    let first = parts.first ?? Expression(.missing, SourceRange(0, 0))
    return parts.dropFirst().reduce(first) { Expression(.comma($0, $1), $0.range.union($1.range)) }
  }

  private static func balanced(_ parts: ArraySlice<Expression>) -> Expression {
    guard parts.count > 2 else { return chained(parts) }
    let middle = parts.startIndex + parts.count / 2
    return chained([balanced(parts[..<middle]), balanced(parts[middle...])])
  }

  /// Parses an operand of a comma. Definitions, bindings and labels extend to the end of the pipeline.
  private mutating func alternative() -> Expression {
    switch kind {
    case .def: return definitionAndBody()
    case .label: return label()
    default:
      let source = expression()
      return continuingKind == .as ? binding(source) : source
    }
  }

  private mutating func definitionAndBody() -> Expression {
    let start = token.range.lower
    let definition = functionDefinition()
    let body = query()
    return Expression(.define(definition, body), range(from: start))
  }

  private mutating func label() -> Expression {
    let start = token.range.lower
    advance()
    guard let name = take(.binding, expecting: [.binding]), expect(.pipe) else { return missing }
    let body = query()
    return Expression(.label(name, body), range(from: start))
  }

  private mutating func binding(_ source: Expression) -> Expression {
    advance()
    let patterns = patterns()
    guard expect(.pipe, hint: "`expr as $name | body` binds the name in the body") else {
      return Expression(.bind(source, patterns, missing), range(from: source.range.lower))
    }
    let body = query()
    return Expression(.bind(source, patterns, body), source.range.union(body.range))
  }

  /// Consumes a token that carries a name.
  mutating func take(_ kind: TokenKind, expecting expected: [TokenKind], _ what: String? = nil, hint: String? = nil)
    -> Name?
  {
    guard self.kind == kind else {
      fail(expecting: expected, what, hint: hint)
      return nil
    }
    let name = Name(token.name, token.range)
    advance()
    return name
  }
}

// MARK: Infix operators

extension Parser {
  /// Parses operands and infix operators with a precedence of at least `minimum`.
  package mutating func expression(_ minimum: Precedence = .alternative) -> Expression {
    linked { $0.chain(minimum) }
  }

  private mutating func chain(_ minimum: Precedence) -> Expression {
    var left = term()
    var barred: Precedence?
    while let infix = Infix(continuingKind), infix.precedence >= minimum {
      guard infix.precedence != barred, links < room.chain else {
        failAtOperator(isChain: infix.precedence == barred)
        break
      }
      advance()
      let right = linked { $0.operand(after: infix) }
      left = Expression(infix.combine(left, right), left.range.union(right.range))
      barred = infix.precedence.isChainable ? nil : infix.precedence
      links += 1
    }
    return left
  }

  private mutating func operand(after infix: Infix) -> Expression {
    switch infix.precedence {
    case .alternative: nested { $0.expression(.alternative) }
    case .update: expression(.or)
    case .or: expression(.and)
    case .and: expression(.comparison)
    case .comparison: expression(.sum)
    case .sum: expression(.product)
    case .product: term()
    }
  }

  private mutating func failAtOperator(isChain: Bool) {
    guard isChain else { return refuse("too many operators in one expression", jq: "memory exhausted") }
    let symbol = source[token.range]
    fail(
      "the end of the comparison or update in front of `\(symbol)`",
      hint: "such operators do not chain: use parentheses, or `and` between two comparisons")
  }
}

/// The precedence of infix operators, from lowest to highest.
package enum Precedence: Int, Comparable {
  case alternative
  case update
  case or
  case and
  case comparison
  case sum
  case product

  package static func < (a: Precedence, b: Precedence) -> Bool { a.rawValue < b.rawValue }

  /// Whether operators of this precedence can be chained.
  var isChainable: Bool { self != .update && self != .comparison }
}

/// An infix operator.
private enum Infix {
  case binary(BinaryOperator)
  case update(UpdateOperator)

  init?(_ kind: TokenKind) {
    switch kind {
    case .alternative: self = .binary(.alternative)
    case .assign: self = .update(.assign)
    case .setPipe: self = .update(.modify)
    case .setPlus: self = .update(.add)
    case .setMinus: self = .update(.subtract)
    case .setMultiply: self = .update(.multiply)
    case .setDivide: self = .update(.divide)
    case .setRemainder: self = .update(.remainder)
    case .setAlternative: self = .update(.alternative)
    case .or: self = .binary(.or)
    case .and: self = .binary(.and)
    case .equal: self = .binary(.equal)
    case .notEqual: self = .binary(.notEqual)
    case .less: self = .binary(.less)
    case .lessOrEqual: self = .binary(.lessOrEqual)
    case .greater: self = .binary(.greater)
    case .greaterOrEqual: self = .binary(.greaterOrEqual)
    case .plus: self = .binary(.add)
    case .minus: self = .binary(.subtract)
    case .times: self = .binary(.multiply)
    case .divide: self = .binary(.divide)
    case .percent: self = .binary(.remainder)
    default: return nil
    }
  }

  var precedence: Precedence {
    switch self {
    case .update: .update
    case .binary(.alternative): .alternative
    case .binary(.or): .or
    case .binary(.and): .and
    case .binary(.add), .binary(.subtract): .sum
    case .binary(.multiply), .binary(.divide), .binary(.remainder): .product
    case .binary: .comparison
    }
  }

  func combine(_ left: Expression, _ right: Expression) -> Expression.Kind {
    switch self {
    case .binary(let symbol): .binary(symbol, left, right)
    case .update(let symbol): .update(symbol, left, right)
    }
  }
}
