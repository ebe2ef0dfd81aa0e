import Diagnostics
import JSON

/// A range of the environment's variables and functions, looked up in place. Every statement of a long script is
/// compiled with all earlier names in scope, so a scope entry for each name would take quadratic time.
struct Surroundings {
  /// State shared by all ranges of a program.
  final class Names {
    let environment: CompileEnvironment
    let layout: FrameLayout
    /// The slots of the environment's variables, in order.
    let slots: Range<Int>
    fileprivate var definitions: [Int: Definition] = [:]
    /// Whether a function redefines one that operators call; those are looked up for every operator.
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

  /// Finds the last function with a name and arity; `outer` is the scope outside the range.
  func function(_ name: String, _ arity: Int, in outer: Scope?) -> Scope.Entry? {
    if Compiler.syntaxFunctions.contains(name), !names.redefineSyntax { return nil }
    let index = names.environment.functions[functions].lastIndex {
      $0.definition.name.text == name && $0.definition.parameters.count == arity
    }
    return index.map { .function(name, arity, definition($0, in: outer)) }
  }

  /// What the function at an index sees: the functions and variables before it.
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
