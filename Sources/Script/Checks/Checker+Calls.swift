import Diagnostics
import Query

// The calls of a text, including those in the functions it calls.

extension Checker {
  /// The calls of a program, including those in functions defined outside of it.
  mutating func calls(of program: CheckedProgram) -> [CompiledCall] {
    var calls = program.calls
    for function in program.functions where function.isOfEnvironment { calls += self.calls(of: function) }
    return calls
  }

  private mutating func calls(of function: CalledFunction) -> [CompiledCall] {
    if let known = callsOfFunctions[function.place] { return known }
    // A function from an earlier line of the prompt. It may be recursive.
    callsOfFunctions[function.place] = []
    let definition = function.definition
    var environment = scope.compileEnvironment(environment)
    environment.account = function.account
    let body = Expression(.identity, definition.range)
    let calls = calls(
      of: Filter.checked(
        ParsedProgram(source: function.source, definitions: [definition], body: body), environment: environment))
    callsOfFunctions[function.place] = calls
    return calls
  }

  mutating func check(calls: [CompiledCall]) {
    let permissions = PermissionCheck(environment: environment)
    for call in calls {
      if mode == .file || call.source == script.source { add([permissions.check(call)].compactMap(\.self)) }
      guard permissions.isWrite(call) else { continue }
      mayWrite = true
      observation?.outcome.mayWrite = true
    }
  }

  /// Checks the bodies of functions in modules.
  mutating func look(into functions: [CalledFunction]) {
    for function in functions where function.source.name != script.source.name {
      observation?.outcome.isWhole = false
      guard lookedInto.insert(function.place).inserted else { continue }
      var surroundings = Scope()
      surroundings.account = function.account
      var shape = ShapeCheck(
        scope: surroundings, source: function.source, catalog: environment.catalog, variables: [:],
        environment: environment)
      shape.look(into: function.definition)
      add(shape.findings.filter { $0.severity != .warning })
    }
  }
}

extension CalledFunction {
  struct Place: Hashable {
    let source: SourceText
    let range: SourceRange
  }

  var place: Place { Place(source: source, range: definition.range) }
}
