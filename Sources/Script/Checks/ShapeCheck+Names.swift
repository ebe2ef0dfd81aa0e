import JSON
import Query

// Variables and functions: their values, and the outputs of function bodies.

extension ShapeCheck {
  mutating func bind(
    _ origin: Expression, _ patterns: [Pattern], on input: Known?, _ body: (inout ShapeCheck) -> Known?
  ) -> Known? {
    let known = outputs(origin, on: input)
    let outer = variables
    defer { variables = outer }
    for pattern in patterns { forget(pattern) }
    if patterns.count == 1 { learn(patterns[0], known) }
    return body(&self)
  }

  private mutating func forget(_ pattern: Pattern) {
    for name in pattern.boundNames { variables[name.text] = nil }
  }

  /// Notes what a pattern binds.
  private mutating func learn(_ pattern: Pattern, _ known: Known?) {
    switch pattern {
    case .variable(let name): variables[name.text] = known
    case .array(let elements): for element in elements { learn(element, known?.element) }
    case .object(let members):
      for (key, value) in members {
        let name: Name? =
          switch key {
          case .variable(let name), .name(let name): name
          case .string(let template): template.constant.map { Name($0.string, template.range) }
          case .expression: nil
          }
        let part = name.flatMap { field($0.text, of: known, at: $0.range) }
        if case .variable(let variable) = key { variables[variable.text] = part }
        if let value { learn(value, part) }
      }
    }
  }

  mutating func define(_ definition: FunctionDefinition, _ body: Expression, on input: Known?) -> Known? {
    let own = ownFunctions
    defer { ownFunctions = own }
    ownFunctions.insert("\(definition.name.text)/\(definition.parameters.count)")
    look(into: definition)
    return outputs(body, on: input)
  }

  /// Checks the body of a function by itself.
  mutating func look(into definition: FunctionDefinition) {
    let (own, outer) = (ownFunctions, variables)
    defer { (ownFunctions, variables) = (own, outer) }
    for parameter in definition.parameters {
      if parameter.isValue { variables[parameter.name.text] = nil }
      ownFunctions.insert("\(parameter.name.text)/0")
    }
    _ = deciding(false) { $0.outputs(definition.body) }
  }

  /// The definition of a function in the surrounding text; nil for builtins and local functions of the expression.
  func definition(_ name: Name, _ arity: Int) -> CompiledDefinition? {
    scope.functions.last { $0.definition.name.text == name.text && $0.definition.parameters.count == arity }
  }

  mutating func function(_ name: Name, _ arguments: [Expression], on input: Known?) -> Known? {
    guard !ownFunctions.contains("\(name.text)/\(arguments.count)") else {
      for one in arguments { visit(one, on: nil) }
      return nil
    }
    if let found = definition(name, arguments.count) { return body(of: found, arguments, on: input) }
    return builtin(name, arguments, on: input)
  }

  /// What is known about the output of a function of the surrounding text, given its input.
  private mutating func body(of found: CompiledDefinition, _ arguments: [Expression], on input: Known?) -> Known? {
    let definition = found.definition
    // The function determines the input of an argument that is a filter.
    let given = zip(definition.parameters, arguments).map { parameter, argument in
      deciding(false) { $0.outputs(argument, on: parameter.isValue ? input : nil) }
    }
    guard depth < Self.deepest, input != nil || given.contains(where: { $0 != nil }),
      definition.parameters.allSatisfy(\.isValue)
    else { return nil }
    let (outer, place, own) = (variables, source, ownFunctions)
    defer { (variables, source, ownFunctions) = (outer, place, own) }
    for (parameter, known) in zip(definition.parameters, given) {
      variables[parameter.name.text] = known
      ownFunctions.insert("\(parameter.name.text)/0")
    }
    source = found.source
    depth += 1
    defer { depth -= 1 }
    return outputs(definition.body, on: input)
  }
}
