import Diagnostics
public import JSON
public import Query

extension Script {
  /// The parameters of a method that the call beginning at a UTF-8 offset gives, with the values that are written out; of
  /// others only running can tell, and they are nil.
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
