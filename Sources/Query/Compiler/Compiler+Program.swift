import Diagnostics
import JSON

extension Compiler {
  /// The scope of a program: the variables and functions of the environment.
  func environmentScope() -> Scope? {
    let slots = environment.variables.map { _ in layout.allocate() }
    globals = slots.map(\.slot)
    var bare: Scope?
    var visible = 0
    var scope: Scope?
    var definitions: [Definition] = []
    for function in environment.functions {
      while visible < min(function.visibleVariables, slots.count) {
        scope = Scope(.variable(environment.variables[visible], slots[visible]), in: scope)
        visible += 1
      }
      let source = function.source
      let origin = Origin(source: source, place: nil, provider: function.provider)
      let definition = Definition(function.definition, origin, scope, layout)
      definition.isUsed = true
      definitions.append(definition)
      scope = Scope(.function(function.definition.name.text, definition.arity, definition), in: scope)
    }
    while visible < slots.count {
      scope = Scope(.variable(environment.variables[visible], slots[visible]), in: scope)
      visible += 1
    }
    bare = scope
    return bare
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
