import Diagnostics
import JSON

// jq's parser turns operators, `..`, `break`, formats and updates into function calls. A program that redefines one of
// these functions changes the meaning of the syntax.

extension Compiler {
  /// The functions that jq's parser calls for syntax.
  static let syntaxFunctions: Set<String> = [
    "_plus", "_minus", "_multiply", "_divide", "_mod", "_equal", "_notequal", "_less", "_greater", "_lesseq",
    "_greatereq", "_negate", "_modify", "_assign", "recurse", "error", "format",
  ]

  /// Rewrites an expression as the function calls that jq makes of it, if the program redefines one of them; otherwise
  /// nil.
  func redefined(_ expression: Expression, _ scope: Scope?) -> Expression? {
    guard let scope else { return nil }
    func isDefined(_ name: String, _ arity: Int) -> Bool { Optional(scope).function(name, arity) != nil }
    let here = Expression(.identity, expression.range)
    func call(_ name: String, _ arguments: [Expression]) -> Expression {
      Expression(.function(Name(name, expression.range), arguments), expression.range)
    }
    func format(_ template: StringTemplate, _ range: SourceRange) -> Expression {
      Expression(.format(template.format ?? Name("text", range)), range)
    }
    func text(_ text: Text) -> Expression { Expression(.literal(Value(text)), expression.range) }

    switch expression.kind {
    case .recursiveDescent where isDefined("recurse", 0): return call("recurse", [])
    case .negate(let operand) where isDefined("_negate", 0):
      return Expression(.pipe(operand, call("_negate", [])), expression.range)
    case .binary(let symbol, let left, let right):
      guard let name = symbol.function, isDefined(name, 2), left.constant == nil || right.constant == nil else {
        return nil
      }
      return call(name, [left, right])
    case .update(.assign, let target, let value) where isDefined("_assign", 2): return call("_assign", [target, value])
    case .update(.modify, let target, let change) where isDefined("_modify", 2):
      return call("_modify", [target, change])
    case .update(let symbol, let target, let value):
      guard let binary = symbol.binary, isDefined("_modify", 2) || binary.function.map({ isDefined($0, 2) }) == true
      else { return nil }
      let operand = Name("*operand", value.range)
      let change = Expression(.binary(binary, here, Expression(.variable(operand), value.range)), expression.range)
      let update = Expression(.update(.modify, target, change), expression.range)
      return Expression(.bind(value, [.variable(operand)], update), expression.range)
    case .format(let name) where isDefined("format", 1): return call("format", [text(Text(name.formatName))])
    case .string(let template) where template.constant == nil && (isDefined("format", 1) || isDefined("_plus", 2)):
      return template.parts.reduce(text("")) { joined, part in
        let next =
          switch part {
          case .text(let constant): text(constant)
          case .interpolation(let value):
            Expression(.pipe(value, format(template, value.range)), value.range)
          }
        return Expression(.binary(.add, joined, next), expression.range)
      }
    case .breakOut(let name) where isDefined("error", 0):
      return Expression(.pipe(Expression(.variable(name.label), name.range), call("error", [])), expression.range)
    default: return nil
    }
  }

  /// Rewrites the body of a label. jq catches every error of the body and raises it again unless it is the label's own
  /// `break`, using the program's `error` and `_equal` if it defines them.
  func labelBody(_ name: Name, _ body: Expression, _ scope: Scope?) -> Expression {
    guard scope.function("error", 0) != nil || scope.function("_equal", 2) != nil else { return body }
    func made(_ kind: Expression.Kind) -> Expression { Expression(kind, body.range) }
    let isOwn = made(.binary(.equal, made(.identity), made(.variable(name.label))))
    let raise = made(.function(Name("error", body.range), []))
    return made(.attempt(body, handler: made(.conditional([(isOwn, made(.missing))], otherwise: raise))))
  }
}

extension Name {
  /// The hidden variable in which jq keeps a label; no program can write this name.
  fileprivate var label: Name { Name(Name.labelPrefix + text, range) }

  private static let labelPrefix = "*label-"

  /// The label that this hidden variable belongs to.
  var labelName: String? {
    text.hasPrefix(Name.labelPrefix) ? String(text.dropFirst(Name.labelPrefix.count)) : nil
  }

  /// The name of a format without its `@`.
  fileprivate var formatName: String { text.hasPrefix("@") ? String(text.dropFirst()) : text }
}

extension BinaryOperator {
  /// The function that jq calls for this operator.
  var function: String? {
    switch self {
    case .add: "_plus"
    case .subtract: "_minus"
    case .multiply: "_multiply"
    case .divide: "_divide"
    case .remainder: "_mod"
    case .equal: "_equal"
    case .notEqual: "_notequal"
    case .less: "_less"
    case .lessOrEqual: "_lesseq"
    case .greater: "_greater"
    case .greaterOrEqual: "_greatereq"
    case .and, .or, .alternative: nil
    }
  }
}

extension UpdateOperator {
  /// The operator that combines the old value with the operand.
  fileprivate var binary: BinaryOperator? {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .remainder: .remainder
    case .alternative: .alternative
    case .assign, .modify: nil
    }
  }
}
