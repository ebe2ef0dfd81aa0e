import JSON
public import Query

extension Interpreter {
  /// What names nothing in a line of the prompt that may be incomplete, and the literals that parameters do not accept.
  ///
  /// Sends nothing, reads no file but those of `modules`, and records nothing.
  public func unknownNames(in script: Script, modules: (any ModuleLoader)?) -> [UnknownName] {
    UnknownName.all(in: script, scope: scope, environment: NamesOnly(around: environment, modules: modules))
  }
}

/// What a text that is being typed is checked by: the names, and the values that parameters accept.
private struct NamesOnly: CheckEnvironment {
  let around: any CheckEnvironment
  let modules: (any ModuleLoader)?

  init(around: any CheckEnvironment, modules: (any ModuleLoader)?) {
    self.around = around
    self.modules = modules
  }

  var catalog: (any Catalog)? { around.catalog }

  func objection(
    to value: Value, for parameter: String, of method: MethodSignature, assumesZone: Bool
  ) -> Objection? {
    around.objection(to: value, for: parameter, of: method, assumesZone: assumesZone)
  }
}
