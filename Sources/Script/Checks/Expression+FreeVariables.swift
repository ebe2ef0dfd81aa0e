import Query

extension Expression {
  /// Visits the free variables of an expression. Recurses as deeply as the expression is nested, so run it on a deep
  /// stack.
  func visitFreeVariables(bound: Set<String> = [], _ body: (Name) -> Void) {
    func visit(_ parts: [Expression], binding names: [String] = []) {
      let inside = names.isEmpty ? bound : bound.union(names)
      for part in parts { part.visitFreeVariables(bound: inside, body) }
    }
    switch kind {
    case .variable(let name): if !bound.contains(name.text) { body(name) }
    case .bind(let origin, let patterns, let rest):
      visit([origin] + patterns.flatMap(\.expressions))
      visit([rest], binding: patterns.boundNames)
    case .reduce(let origin, let patterns, let initial, let update):
      visit([origin, initial] + patterns.flatMap(\.expressions))
      visit([update], binding: patterns.boundNames)
    case .foreach(let origin, let patterns, let initial, let update, let extract):
      visit([origin, initial] + patterns.flatMap(\.expressions))
      visit([update] + [extract].compactMap(\.self), binding: patterns.boundNames)
    case .define(let definition, let rest):
      visit([definition.body], binding: definition.valueParameters)
      visit([rest])
    default: visit(children)
    }
  }
}

extension [Pattern] {
  fileprivate var boundNames: [String] { flatMap(\.boundNames).map(\.text) }
}

extension FunctionDefinition {
  /// The names of the parameters that are variables in the body.
  var valueParameters: [String] { parameters.filter(\.isValue).map(\.name.text) }
}
