import JSON
public import Query

extension Interpreter {
  /// The undefined names and invalid literals in a line of the prompt that may be incomplete.
  ///
  /// Sends and records nothing, and reads no files except those of `modules`.
  public func unknownNames(in script: Script, modules: (any ModuleLoader)?) -> [UnknownName] {
    UnknownName.all(in: script, scope: scope, environment: NamesOnly(around: environment, modules: modules))
  }
}

/// The environment for checking a text while it is typed: only names and literals.
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
