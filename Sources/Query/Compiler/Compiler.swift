import Diagnostics
import JSON

/// Compiles an expression into nodes: resolves names, allocates variable slots and inlines functions that are not
/// recursive. Collects errors and continues.
final class Compiler {
  enum Purpose {
    case run
    /// Only errors are needed; definitions of the environment have already been checked.
    case check
  }

  let purpose: Purpose
  let environment: CompileEnvironment
  var layout: FrameLayout
  var functions: [Function] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var reported: Set<Diagnostic> = []
  /// Parsed definitions of builtins that are written in jq.
  var builtinDefinitions: [String: FunctionDefinition] = [:]
  let root: FrameLayout
  /// How deeply function bodies are inlined at this point, and the total number of inlined bodies.
  var inlineDepth = 0
  var inlined = 0
  /// The nesting depth of the current expression.
  private var nesting = 0
  /// The names of the modules that are being loaded, outermost first.
  var loading: [String] = []
  /// The definitions of the loaded modules, by source name.
  var loaded: [String: [Definition]] = [:]
  /// The names of modules that could not be loaded completely.
  var missingModules: Set<String> = []
  /// The fields that the program itself reads.
  private(set) var fields: [FieldUse] = []
  /// The variables and functions of the environment.
  var globals: Surroundings.Names?
  private let deepest = StackRoom().expressions
  /// Set after an expression was nested too deeply; nothing is compiled after that.
  private var hasGivenUp = false
  /// Whether the nodes can run; false for a check that skips the bodies of the environment's definitions.
  var isWhole = true
  /// The provider calls in the program.
  var calls: [CompiledCall] = []
  /// The functions that are called, without builtins.
  var calledFunctions: [CalledFunction] = []
  static let mostInlined = 20_000

  init(_ environment: CompileEnvironment, for purpose: Purpose = .run) {
    self.purpose = purpose
    self.environment = environment
    root = FrameLayout(inside: nil)
    layout = root
  }

  func report(_ code: String, _ message: String, hint: String? = nil, _ place: Place) {
    let diagnostic = Diagnostic(code: code, message, hint: hint, source: place.source, range: place.range)
    add([diagnostic])
  }

  func add(_ more: [Diagnostic]) {
    for diagnostic in more where reported.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }

  /// Compiles an expression in a scope.
  func compile(_ expression: Expression, _ scope: Scope?, _ origin: Origin) -> Node {
    nesting += 1
    defer { nesting -= 1 }
    guard !hasGivenUp else { return EmptyNode() }
    guard nesting < deepest else {
      hasGivenUp = true
      report("too-deep", "the program is nested too deeply", origin.place(expression.range))
      return EmptyNode()
    }
    if let other = redefined(expression, scope) { return compile(other, scope, origin) }
    return node(expression, scope, origin)
  }

  private func node(_ expression: Expression, _ scope: Scope?, _ origin: Origin) -> Node {
    let place = origin.place(expression.range)
    func compiled(_ inner: Expression) -> Node { compile(inner, scope, origin) }
    switch expression.kind {
    case .identity: return IdentityNode()
    case .recursiveDescent: return RecurseNode(IterateNode(IdentityNode(), place), isTotal: true, place)
    case .literal(let value): return LiteralNode(value)
    case .string(let template): return string(template, scope, origin)
    case .format(let name): return format(name, origin)
    case .array(nil): return LiteralNode(.array([]))
    case .array(let body?): return ArrayNode(compiled(body))
    case .object(let members): return object(members, scope, origin)
    case .field(let base, let template): return field(base, template, scope, origin, place)
    case .index(let base, let key): return index(compiled(base), compiled(key), place)
    case .slice(let base, let from, let to):
      return SliceNode(known(compiled(base), place), from.map(compiled), to.map(compiled), place)
    case .iterate(let base): return IterateNode(compiled(base), place)
    case .optional(let body): return optional(body, scope, origin)
    case .variable(let name): return variable(name, scope, origin)
    case .location: return LiteralNode(Compiler.location(expression.range, origin))
    case .function(let name, let arguments): return function(name, arguments, scope, origin, expression.range)
    case .dotted(let name): return dotted(name, scope, origin, expression.range)
    case .exchange(let number): return ExchangeNode(number, place)
    case .negate(let operand): return negate(known(compiled(operand), place), place)
    case .binary(let symbol, let left, let right): return binary(symbol, left, right, scope, origin, place)
    case .update(let symbol, let target, let value):
      return update(symbol, compiled(target), value, scope, origin, place)
    case .pipe(let left, let right): return pipe(left, right, scope, origin)
    case .comma(let left, let right): return CommaNode(compiled(left), compiled(right))
    case .conditional(let branches, let otherwise): return conditional(branches, otherwise, scope, origin)
    case .attempt(let body, let handler): return TryNode(compiled(body), handler: handler.map(compiled))
    case .reduce(let source, let patterns, let initial, let update):
      let (bound, inner) = binding(patterns, scope, origin, place)
      return ReduceNode(
        compiled(source), Binding(bound), initial: compiled(initial), update: compile(update, inner, origin))
    case .foreach(let source, let patterns, let initial, let update, let extract):
      let (bound, inner) = binding(patterns, scope, origin, place)
      return ForeachNode(
        compiled(source), Binding(bound), initial: compiled(initial), update: compile(update, inner, origin),
        extract: extract.map { compile($0, inner, origin) })
    case .label(let name, let body): return label(name, body, scope, origin)
    case .breakOut(let name): return breakOut(name, scope, place)
    case .bind(let source, let patterns, let body): return bind(source, patterns, body, scope, origin, place)
    case .define(let definition, let body): return define(definition, body, scope, origin)
    case .missing: return EmptyNode()
    }
  }

  private func pipe(_ left: Expression, _ right: Expression, _ scope: Scope?, _ origin: Origin) -> Node {
    let first = compile(left, scope, origin)
    let second = compile(right, scope, origin)
    if first is IdentityNode { return second }
    if second is IdentityNode { return first }
    return PipeNode(first, second)
  }

  private func negate(_ operand: Node, _ place: Place) -> Node {
    if let literal = operand as? LiteralNode, let value = try? Arithmetic.negate(literal.value) {
      return LiteralNode(value)
    }
    return NegateNode(operand, place)
  }

  private func field(
    _ base: Expression, _ template: StringTemplate, _ scope: Scope?, _ origin: Origin, _ place: Place
  ) -> Node {
    let inner = compile(base, scope, origin)
    if template.format == nil, let key = template.constant {
      if !origin.isBuiltin { fields.append(FieldUse(name: key, place: origin.place(template.range))) }
      return FieldNode(inner, key, place)
    }
    return IndexNode(inner, string(template, scope, origin), place)
  }

  /// Compiles `base[key]?`, which suppresses errors of the last step; the key is evaluated first, once for each of its
  /// outputs.
  private func optional(_ body: Expression, _ scope: Scope?, _ origin: Origin) -> Node {
    let place = origin.place(body.range)
    func step(_ base: Expression, _ key: Node) -> Node {
      let first = compile(base, scope, origin)
      let access = OptionalNode(key, place)
      return first is IdentityNode ? access : PipeNode(first, access)
    }
    func bound(_ key: Node, _ access: (Node) -> Node) -> Node {
      if key is LiteralNode || key is VariableNode { return access(key) }
      let variable = layout.allocate()
      return BindNode(key, slot: variable.slot, access(VariableNode(levels: 0, slot: variable.slot)))
    }
    func bound(_ key: Expression?, _ access: (Node) -> Node) -> Node {
      bound(key.map { compile($0, scope, origin) } ?? LiteralNode(.null), access)
    }
    switch body.kind {
    case .field(let base, let template): return bound(string(template, scope, origin)) { step(base, $0) }
    case .index(let base, let key): return bound(key) { step(base, $0) }
    case .slice(let base, let from, let to):
      return bound(from) { start in bound(to) { end in step(base, BoundsNode(start, end)) } }
    case .iterate(let base): return IterateNode(compile(base, scope, origin), place, isOptional: true)
    default: return TryNode(compile(body, scope, origin), handler: nil)
    }
  }

  private func index(_ base: Node, _ key: Node, _ place: Place) -> Node {
    if let literal = key as? LiteralNode, let text = literal.value.text { return FieldNode(base, text, place) }
    return IndexNode(base, key, place)
  }

  private func binary(
    _ symbol: BinaryOperator, _ left: Expression, _ right: Expression, _ scope: Scope?, _ origin: Origin,
    _ place: Place
  ) -> Node {
    // A long chain is left-associative, so it is walked iteratively.
    var chain = [(symbol, right, place)]
    var first = left
    while case .binary(let symbol, let left, let right) = first.kind, redefined(first, scope) == nil {
      chain.append((symbol, right, origin.place(first.range)))
      first = left
    }
    var result = compile(first, scope, origin)
    for (symbol, right, place) in chain.reversed() {
      result = combine(symbol, result, compile(right, scope, origin), place)
    }
    return result
  }

  private func combine(_ symbol: BinaryOperator, _ left: Node, _ right: Node, _ place: Place) -> Node {
    switch symbol {
    case .and: LogicNode(known(left, place), known(right, place), isAnd: true)
    case .or: LogicNode(known(left, place), known(right, place), isAnd: false)
    case .alternative: AlternativeNode(left, right)
    // Texts may be concatenated.
    case .add: summed(OperatorNode(symbol, left, right, place), place)
    case .subtract, .multiply, .divide, .remainder, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      OperatorNode(symbol, known(left, place), known(right, place), place)
    }
  }

  private func update(
    _ symbol: UpdateOperator, _ target: Node, _ value: Expression, _ scope: Scope?, _ origin: Origin, _ place: Place
  ) -> Node {
    let operand = compile(value, scope, origin)
    switch symbol {
    case .modify: return ModifyNode(target, operand, place)
    case .assign: return AssignNode(target, nil, operand, place)
    case .add: return AssignNode(target, .add, operand, place)
    case .subtract: return AssignNode(target, .subtract, operand, place)
    case .multiply: return AssignNode(target, .multiply, operand, place)
    case .divide: return AssignNode(target, .divide, operand, place)
    case .remainder: return AssignNode(target, .remainder, operand, place)
    case .alternative: return AssignNode(target, .alternative, operand, place)
    }
  }

  private func conditional(
    _ branches: [(condition: Expression, body: Expression)], _ otherwise: Expression?, _ scope: Scope?,
    _ origin: Origin
  ) -> Node {
    var result = otherwise.map { compile($0, scope, origin) } ?? IdentityNode()
    for branch in branches.reversed() {
      let condition = known(compile(branch.condition, scope, origin), origin.place(branch.condition.range))
      result = IfNode(condition, compile(branch.body, scope, origin), result)
    }
    return result
  }

  private func label(_ name: Name, _ body: Expression, _ scope: Scope?, _ origin: Origin) -> Node {
    let variable = layout.allocate()
    let inner = Scope(.label(name.text, variable), in: scope)
    return LabelNode(slot: variable.slot, compile(labelBody(name, body, inner), inner, origin))
  }

  private func breakOut(_ name: Name, _ scope: Scope?, _ place: Place) -> Node {
    guard let variable = scope.label(name.text) else {
      report(
        "unknown-label", "$*label-\(name.text) is not defined",
        hint: advice("it leaves `label $\(name.text) | …` around it"),
        place)
      return EmptyNode()
    }
    return BreakNode(levels: layout.depth - variable.layout.depth, slot: variable.slot)
  }

  private static func location(_ range: SourceRange, _ origin: Origin) -> Value {
    let place = origin.place(range)
    let line = place.source.position(at: place.range.lower).line
    return Value(["file": Value(place.source.name), "line": Value(line)])
  }
}
