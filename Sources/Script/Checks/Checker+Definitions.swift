import Diagnostics
import Query

// Function definitions and imports.

extension Checker {
  mutating func define(_ definition: FunctionDefinition) {
    note(definition.body, bound: Set(definition.valueParameters))
    reportShadowing(in: definition)
    if isBeingTyped || !definition.body.isPartial {
      let identity = Expression(.identity, definition.range)
      let program = compile(ParsedProgram(source: script.source, definitions: [definition], body: identity))
      callsOfFunctions[CalledFunction.Place(source: script.source, range: definition.range)] = calls(of: program)
      look(into: program.functions)
      var shape = shapeCheck
      shape.look(into: definition)
      add(shape.findings)
      scope.define(definition, in: script.source)
    }
    reportHiding(definition.name, arity: definition.parameters.count)
  }

  /// Loads a module. Only this import is checked; earlier ones were checked at their own place.
  mutating func load(_ directive: Import) {
    scope.load(directive, in: script.source)
    var alone = Scope()
    alone.load(directive, in: script.source)
    let program = ParsedProgram(source: script.source, body: Expression(.identity, directive.range))
    add(Filter.checked(program, environment: alone.compileEnvironment(environment)).faults)
  }
}
