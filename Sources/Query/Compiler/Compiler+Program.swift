import Diagnostics
import JSON

extension Compiler {
  /// The scope of a program, with the variables, functions and imports of the environment.
  func environmentScope() -> Scope? {
    let names = Surroundings.Names(environment, layout)
    globals = names
    let all = environment.functions
    var rest = Surroundings(names: names, functions: 0..<all.count, variables: 0..<names.slots.count)
    var scope: Scope?
    for (index, function) in all.enumerated() where !function.imports.isEmpty {
      let before = rest.part(before: index)
      scope = load(function.imports, Scope(.surroundings(before), in: scope))
      rest.functions = index..<all.count
      rest.variables = before.variables.upperBound..<names.slots.count
    }
    return load(environment.imports, Scope(.surroundings(rest), in: scope))
  }

  /// The scope of a module's definitions: as in jq, the variables of the command line.
  var moduleScope: Scope? {
    guard environment.dialect == .jq, let globals else { return nil }
    let variables = Surroundings(names: globals, functions: 0..<0, variables: 0..<globals.slots.count)
    return Scope(.surroundings(variables), in: nil)
  }

  private func load(_ imports: [PlacedImport], _ scope: Scope?) -> Scope? {
    imports.reduce(scope) { scope, one in
      load([one.directive], scope, Origin(source: one.source, place: nil, account: nil))
    }
  }

  /// Compiles a whole program.
  func compile(_ program: ParsedProgram) -> Node {
    add(program.diagnostics)
    let origin = Origin(source: program.source, place: nil, account: environment.account)
    var scope = environmentScope()
    guard program.diagnostics.allSatisfy({ $0.severity != .error }) else { return EmptyNode() }
    scope = load(program.imports, scope, origin)
    var definitions: [Definition] = []
    for syntax in program.definitions {
      let definition = Definition(syntax, origin, scope, layout)
      definitions.append(definition)
      scope = Scope(.function(syntax.name.text, definition.arity, definition), in: scope)
    }
    let body = program.body.map { compile($0, scope, origin) } ?? IdentityNode()
    definitions.forEach(check)
    return body
  }
}
