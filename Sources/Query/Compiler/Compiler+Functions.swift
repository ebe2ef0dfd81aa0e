import Diagnostics
import JSON

// Definitions and calls of functions.

extension Compiler {
  /// Compiles `def f: …; body`. In eduscript, an unused function is compiled anyway, to find its errors; jq drops it.
  func define(_ syntax: FunctionDefinition, _ body: Expression, _ scope: Scope?, _ origin: Origin) -> Node {
    let definition = Definition(syntax, origin, scope, layout)
    let result = compile(body, Scope(.function(syntax.name.text, definition.arity, definition), in: scope), origin)
    check(definition)
    return result
  }

  /// Compiles an unused definition to find its errors.
  func check(_ definition: Definition) {
    guard environment.dialect != .jq, !definition.isUsed, !definition.origin.isBuiltin else { return }
    _ = function(for: definition)
  }

  func function(
    _ name: Name, _ arguments: [Expression], _ scope: Scope?, _ origin: Origin, _ range: SourceRange
  ) -> Node {
    switch scope.function(name.text, arguments.count) {
    case .function(_, _, let definition): return call(definition, arguments, scope, origin, origin.place(name.range))
    case .inlined(_, let argument):
      argument.isUsed = true
      return compile(argument.expression, argument.scope, argument.origin)
    case .closure(_, let variable):
      return ClosureNode(levels: layout.depth - variable.layout.depth, slot: variable.slot)
    default: break
    }
    if let special = callForm(name, arguments, scope, origin, range) { return special }
    if let builtin = Builtin.find(name.text, arguments.count, internal: origin.isBuiltin) {
      return call(builtin, arguments, scope, origin, origin.place(name.range))
    }
    if reportBareProvider(name, arguments.count, origin) { return EmptyNode() }
    reportUnknown(name, arguments.count, scope, origin)
    return EmptyNode()
  }

  /// Returns advice in eduscript only; `edush jq` finds its additions to jq's messages elsewhere.
  func advice(_ text: String) -> String? { environment.dialect == .eduscript ? text : nil }

  func reportUnknown(_ name: Name, _ arity: Int, _ scope: Scope?, _ origin: Origin) {
    guard !name.text.contains("::") || !isOfMissingModule(name.text) else { return }
    let known = scope.functionNames + Builtin.all.map { ($0.name, $0.arity) }
    let sameName = known.filter { $0.name == name.text }.map(\.arity)
    let place = origin.place(name.range)
    let hint: String?
    if name.text == "each" || name.text == "pages", environment.dialect == .eduscript {
      hint = "it takes a call, such as `\(name.text)(provider.resource.list)`"
    } else if let dashed = DashedName.hint(place) {
      hint = dashed
    } else if let other = sameName.first {
      let form = other == 0 ? "no arguments" : other == 1 ? "one argument" : "\(other) arguments, separated by `;`"
      hint = "`\(name.text)` takes \(form)"
    } else if arity == 0, scope.variableNames.contains(name.text) {
      hint = advice("did you mean `$\(name.text)`?")
    } else if let call = callAdvice(name.text) {
      hint = call
    } else if let foreign = ForeignName.hint(name.text), environment.dialect == .eduscript {
      hint = foreign
    } else {
      let near = known.map(\.name).nearest(to: name.text).map { "did you mean `\($0)`?" }
      hint =
        near ?? advice(arity == 0 ? #"put text in quotes: "\#(name.text)""# : "`def \(name.text)(…): …;` defines it")
    }
    report("unknown-function", "\(name.text)/\(arity) is not defined", hint: hint, place)
  }

  /// Compiles a call of a defined function. The body is inlined unless the function is recursive.
  func call(
    _ definition: Definition, _ arguments: [Expression], _ scope: Scope?, _ origin: Origin, _ place: Place
  ) -> Node {
    definition.isUsed = true
    note(definition)
    if purpose == .check, definition.isOfEnvironment {
      isWhole = false
      for argument in arguments { checkUnused(InlinedArgument(argument, origin, scope)) }
      return IdentityNode()
    }
    let mayInline = !definition.isRecursive && inlineDepth < 64 && inlined < Compiler.mostInlined
    guard mayInline, definition.layout.depth <= layout.depth else {
      return realCall(definition, arguments, scope, origin, place)
    }
    inlineDepth += 1
    inlined += 1
    defer { inlineDepth -= 1 }
    let callee = definition.origin.called(by: CallSite(definition.syntax.name.text, place))
    return inline(definition, 0, arguments, scope, origin, definition.scope, callee)
  }

  private func note(_ definition: Definition) {
    guard !definition.isNoted, !definition.origin.isBuiltin else { return }
    definition.isNoted = true
    calledFunctions.append(
      CalledFunction(
        definition: definition.syntax, source: definition.origin.source, account: definition.origin.account,
        isOfEnvironment: definition.isOfEnvironment))
  }

  /// Binds the parameters from `index` on, with the first as the outermost loop, then compiles the body.
  private func inline(
    _ definition: Definition, _ index: Int, _ arguments: [Expression], _ scope: Scope?, _ origin: Origin,
    _ inner: Scope?, _ callee: Origin
  ) -> Node {
    guard index < definition.arity else { return compile(definition.syntax.body, inner, callee) }
    let parameter = definition.syntax.parameters[index]
    var inner = inner
    let argument = InlinedArgument(arguments[index], origin, scope)
    if definition.parametersCalled[index] { inner = Scope(.inlined(parameter.name.text, argument), in: inner) }
    guard parameter.isValue else {
      let result = inline(definition, index + 1, arguments, scope, origin, inner, callee)
      if !argument.isUsed { checkUnused(argument) }
      return result
    }
    return bind(compile(arguments[index], scope, origin), parameter.name.text, inner) {
      inline(definition, index + 1, arguments, scope, origin, $0, callee)
    }
  }

  /// Finds the errors in an unused argument.
  private func checkUnused(_ argument: InlinedArgument) {
    let outer = layout
    layout = FrameLayout(inside: outer)
    _ = compile(argument.expression, argument.scope, argument.origin)
    layout = outer
  }

  /// Compiles a call with its own frame.
  private func realCall(
    _ definition: Definition, _ arguments: [Expression], _ scope: Scope?, _ origin: Origin, _ place: Place
  ) -> Node {
    var compiled: [FunctionArgument] = []
    var slots = valueSlots(of: definition)
    for (index, parameter) in definition.syntax.parameters.enumerated() {
      if !parameter.isValue || definition.parametersCalled[index] {
        compiled.append(closureArgument(arguments[index], scope, origin))
      }
      if parameter.isValue {
        compiled.append(.value(compile(arguments[index], scope, origin), slot: slots.removeFirst()))
      }
    }
    let function = function(for: definition)
    return CallNode(
      function, levels: layout.depth - definition.layout.depth, arguments: compiled, place,
      isTraced: !definition.origin.isBuiltin)
  }

  private func closureCount(of definition: Definition) -> Int {
    zip(definition.syntax.parameters, definition.parametersCalled).count { !$0.isValue || $1 }
  }

  /// The slots of the value parameters: the first variables of the frame.
  private func valueSlots(of definition: Definition) -> [Int] {
    let first = closureCount(of: definition)
    return definition.syntax.parameters.filter(\.isValue).indices.map { first + $0 }
  }

  /// Passes on a closure, or compiles a filter, with its own frame if it binds variables.
  private func closureArgument(_ expression: Expression, _ scope: Scope?, _ origin: Origin) -> FunctionArgument {
    if case .function(let name, let arguments) = expression.kind, arguments.isEmpty,
      case .closure(_, let variable) = scope.function(name.text, 0)
    {
      return .passed(levels: layout.depth - variable.layout.depth, slot: variable.slot)
    }
    return .closure(reentrant { compile(expression, scope, origin) })
  }

  /// Compiles a filter that may be re-entered while it runs; it gets its own frame if it binds variables.
  func reentrant(_ body: () -> Node) -> Node {
    let outer = layout
    let before = outer.variables
    let direct = body()
    guard outer.variables > before else { return direct }
    let own = FrameLayout(inside: outer)
    layout = own
    let framed = body()
    layout = outer
    return FramedNode(framed, variables: own.variables)
  }

  /// Returns the compiled function. First assumes that it has exactly one output, and drops the assumption if that is
  /// wrong.
  func function(for definition: Definition) -> Function {
    definition.isUsed = true
    if let function = definition.function { return function }
    let function = Function(name: definition.syntax.name.text)
    functions.append(function)
    definition.function = function
    let outer = layout
    defer { layout = outer }
    for _ in 0..<2 {
      layout = FrameLayout(inside: definition.layout, closures: closureCount(of: definition))
      let body = compile(definition.syntax.body, parameters(of: definition), definition.origin)
      function.complete(body, closures: layout.closures, variables: layout.variables)
      if body.isScalar || !function.isScalar { break }
      function.isScalar = false
    }
    return function
  }

  private func parameters(of definition: Definition) -> Scope? {
    let syntax = definition.syntax
    var scope: Scope? = Scope(.function(syntax.name.text, definition.arity, definition), in: definition.scope)
    var closures = 0
    for (parameter, isCalled) in zip(syntax.parameters, definition.parametersCalled) {
      if !parameter.isValue || isCalled {
        scope = Scope(.closure(parameter.name.text, Variable(layout: layout, slot: closures)), in: scope)
        closures += 1
      }
      if parameter.isValue { scope = Scope(.variable(parameter.name.text, layout.allocate()), in: scope) }
    }
    return scope
  }
}
