import Diagnostics
import JSON

/// A run of variables and functions around a program, looked up where they lie: every statement of a long script is
/// compiled with all names in front of it, so an entry for each would make the whole quadratic.
struct Surroundings {
  /// What all runs of one program share.
  final class Names {
    let environment: CompileEnvironment
    let layout: FrameLayout
    /// Of the environment's variables, in their order.
    let slots: Range<Int>
    fileprivate var definitions: [Int: Definition] = [:]
    /// Whether one of the functions is among those that the syntax calls: they are looked up for every operator.
    fileprivate lazy var redefineSyntax = environment.functions.contains(where: \.redefinesSyntax)

    init(_ environment: CompileEnvironment, _ layout: FrameLayout) {
      self.environment = environment
      self.layout = layout
      slots = layout.allocate(environment.variables.count)
    }
  }

  let names: Names
  var functions: Range<Int>
  var variables: Range<Int>

  var functionNames: [(name: String, arity: Int)] {
    names.environment.functions[functions].reversed().map {
      ($0.definition.name.text, $0.definition.parameters.count)
    }
  }

  var variableNames: [String] { names.environment.variables[variables].reversed() }

  func variable(_ name: String) -> Scope.Entry? {
    names.environment.variables[variables].lastIndex(of: name).map {
      .variable(name, Variable(layout: names.layout, slot: names.slots.lowerBound + $0))
    }
  }

  /// The last function of that name and arity; `outer` is what lies around the run.
  func function(_ name: String, _ arity: Int, in outer: Scope?) -> Scope.Entry? {
    if Compiler.syntaxFunctions.contains(name), !names.redefineSyntax { return nil }
    let index = names.environment.functions[functions].lastIndex {
      $0.definition.name.text == name && $0.definition.parameters.count == arity
    }
    return index.map { .function(name, arity, definition($0, in: outer)) }
  }

  /// What the function at that place sees of the run: the functions and variables in front of it.
  func part(before index: Int) -> Surroundings {
    let end = min(names.environment.functions[index].visibleVariables, variables.upperBound)
    var part = self
    part.functions = functions.lowerBound..<index
    part.variables = variables.lowerBound..<max(variables.lowerBound, end)
    return part
  }

  private func definition(_ index: Int, in outer: Scope?) -> Definition {
    if let known = names.definitions[index] { return known }
    let function = names.environment.functions[index]
    let definition = Definition(
      function.definition, Origin(source: function.source, place: nil, account: function.account),
      Scope(.surroundings(part(before: index)), in: outer), names.layout)
    definition.isUsed = true
    definition.isOfEnvironment = true
    names.definitions[index] = definition
    return definition
  }
}
