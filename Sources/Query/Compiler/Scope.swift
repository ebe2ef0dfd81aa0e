import Diagnostics
import JSON

/// The layout of a function's frame during compilation.
final class FrameLayout {
  let depth: Int
  let closures: Int
  private(set) var variables = 0

  init(inside outer: FrameLayout?, closures: Int = 0) {
    depth = (outer?.depth ?? -1) + 1
    self.closures = closures
  }

  /// Allocates a slot for a variable.
  func allocate() -> Variable {
    variables += 1
    return Variable(layout: self, slot: closures + variables - 1)
  }

  /// Allocates consecutive slots.
  func allocate(_ count: Int) -> Range<Int> {
    variables += count
    return closures + variables - count..<closures + variables
  }
}

/// The location of a variable: a frame and a slot.
struct Variable {
  let layout: FrameLayout
  let slot: Int
}

/// A scope entry, which shadows the outer ones.
final class Scope {
  enum Entry {
    case function(String, Int, Definition)
    /// A parameter whose argument is compiled at each use.
    case inlined(String, InlinedArgument)
    /// A parameter whose argument is stored in the frame.
    case closure(String, Variable)
    case variable(String, Variable)
    case constant(String, Value)
    case label(String, Variable)
    case surroundings(Surroundings)
  }

  let entry: Entry
  let outer: Scope?

  init(_ entry: Entry, in outer: Scope?) {
    self.entry = entry
    self.outer = outer
  }
}

/// A closure argument of an inlined function.
final class InlinedArgument {
  let expression: Expression
  let origin: Origin
  let scope: Scope?
  var isUsed = false

  init(_ expression: Expression, _ origin: Origin, _ scope: Scope?) {
    self.expression = expression
    self.origin = origin
    self.scope = scope
  }
}

/// The origin of an expression.
struct Origin {
  let source: SourceText
  /// The place of the call, for the nodes of a builtin.
  let place: Place?
  /// The account in use there.
  let account: Account?
  /// The call of the definition that is being inlined.
  var call: CallSite?
  /// Whether the code belongs to a builtin, which may use internal names.
  var isBuiltin: Bool { place != nil }

  func place(_ range: SourceRange) -> Place { place ?? Place(source: source, range: range, call: call) }

  /// Returns the origin for the body of a definition called here.
  func called(by call: CallSite) -> Origin {
    var inner = self
    if !isBuiltin { inner.call = call }
    return inner
  }
}

/// A definition in a scope.
final class Definition {
  let syntax: FunctionDefinition
  let origin: Origin
  /// What its body sees, without the definition itself.
  let scope: Scope?
  /// The frame in which it is defined.
  let layout: FrameLayout
  var isUsed = false
  /// Whether it is already listed among the functions that the program calls.
  var isNoted = false
  /// Whether it is defined outside the program.
  var isOfEnvironment = false
  /// The compiled body, once a call needs it.
  var function: Function?

  init(_ syntax: FunctionDefinition, _ origin: Origin, _ scope: Scope?, _ layout: FrameLayout) {
    self.syntax = syntax
    self.origin = origin
    self.scope = scope
    self.layout = layout
  }

  var arity: Int { syntax.parameters.count }

  /// Whether the body may call the function itself.
  lazy var isRecursive =
    Compiler.syntaxFunctions.contains(syntax.name.text) || Mentions(syntax.name.text, arity).isIn(syntax.body)
  /// For each value parameter, whether the body also calls it as a function.
  lazy var parametersCalled: [Bool] = syntax.parameters.map {
    !$0.isValue || Compiler.syntaxFunctions.contains($0.name.text) || Mentions($0.name.text, 0).isIn(syntax.body)
  }
}

extension Optional<Scope> {
  private func first<Result>(_ match: (Scope) -> Result?) -> Result? {
    var scope = self
    while let current = scope {
      if let result = match(current) { return result }
      scope = current.outer
    }
    return nil
  }

  /// Finds the entry for a function by name and arity.
  func function(_ name: String, _ arity: Int) -> Scope.Entry? {
    first { scope in
      switch scope.entry {
      case .function(let other, let count, _): other == name && count == arity ? scope.entry : nil
      case .inlined(let other, _), .closure(let other, _): arity == 0 && other == name ? scope.entry : nil
      case .surroundings(let surroundings): surroundings.function(name, arity, in: scope.outer)
      case .variable, .constant, .label: nil
      }
    }
  }

  func variable(_ name: String) -> Scope.Entry? {
    first { scope in
      switch scope.entry {
      case .variable(let other, _), .constant(let other, _): other == name ? scope.entry : nil
      case .surroundings(let surroundings): surroundings.variable(name)
      case .function, .inlined, .closure, .label: nil
      }
    }
  }

  func label(_ name: String) -> Variable? {
    first { scope in
      if case .label(let other, let variable) = scope.entry, other == name { variable } else { nil }
    }
  }

  /// The names and arities of the functions in scope.
  var functionNames: [(name: String, arity: Int)] {
    var result: [(String, Int)] = []
    var scope = self
    while let current = scope {
      switch current.entry {
      case .function(let name, let arity, _): result.append((name, arity))
      case .inlined(let name, _), .closure(let name, _): result.append((name, 0))
      case .surroundings(let surroundings): result += surroundings.functionNames
      case .variable, .constant, .label: break
      }
      scope = current.outer
    }
    return result
  }

  var variableNames: [String] {
    var result: [String] = []
    var scope = self
    while let current = scope {
      switch current.entry {
      case .variable(let name, _), .constant(let name, _): result.append(name)
      case .surroundings(let surroundings): result += surroundings.variableNames
      case .function, .inlined, .closure, .label: break
      }
      scope = current.outer
    }
    return result
  }
}
