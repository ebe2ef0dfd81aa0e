import Diagnostics
public import JSON
public import Query

extension Script {
  /// The arguments of the call at a UTF-8 offset, by parameter name. Values are nil unless they are literals.
  public func knownArguments(ofCallAt start: Int, to method: MethodSignature) -> [String: Value?] {
    (Self.arguments(ofCallAt: start, in: statements) ?? []).known(to: method)
  }

  private static func arguments(ofCallAt start: Int, in statements: [Statement]) -> [CallArgument]? {
    var found: [CallArgument]?
    for statement in statements {
      for expression in statement.expressions {
        expression.visit { inner in
          if case .dotted(let name) = inner.kind, name.head.range.lower == start { found = name.arguments }
        }
      }
      for block in statement.blocks { found = found ?? arguments(ofCallAt: start, in: block.statements) }
    }
    return found
  }
}
