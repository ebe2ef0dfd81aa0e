import Diagnostics
import JSON

extension Compiler {
  /// The scope of a program: the variables, functions and imports of the environment.
  func environmentScope() -> Scope? {
    let slots = environment.variables.map { _ in layout.allocate() }
    globals = slots.map(\.slot)
    var visible = 0
    var scope: Scope?
    for function in environment.functions {
      while visible < min(function.visibleVariables, slots.count) {
        scope = Scope(.variable(environment.variables[visible], slots[visible]), in: scope)
        visible += 1
      }
      scope = load(function.imports, scope)
      let origin = Origin(source: function.source, place: nil, provider: function.provider)
      let definition = Definition(function.definition, origin, scope, layout)
      definition.isUsed = true
      scope = Scope(.function(function.definition.name.text, definition.arity, definition), in: scope)
    }
    while visible < slots.count {
      scope = Scope(.variable(environment.variables[visible], slots[visible]), in: scope)
      visible += 1
    }
    return load(environment.imports, scope)
  }

  private func load(_ imports: [PlacedImport], _ scope: Scope?) -> Scope? {
    imports.reduce(scope) { scope, one in
      load([one.directive], scope, Origin(source: one.source, place: nil, provider: nil))
    }
  }

  /// Compiles a whole program.
  func compile(_ program: ParsedProgram) -> Node {
    add(program.diagnostics)
    let origin = Origin(source: program.source, place: nil, provider: environment.provider)
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
