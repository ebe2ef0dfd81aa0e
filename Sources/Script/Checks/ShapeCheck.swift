import Diagnostics
import JSON
import Query

/// Propagates static knowledge of values through an expression and reports probable mistakes: fields that a documented
/// response does not have, conditions with a constant result, comparisons of values that cannot be equal. It gives up
/// where it knows too little, since a false alarm is worse than a missed mistake.
struct ShapeCheck {
  let scope: Scope
  /// The text being checked; inside a definition, the text of the definition.
  var source: SourceText
  let catalog: (any Catalog)?
  /// nil if only shapes are needed.
  let environment: (any CheckEnvironment)?
  /// Whether the script sets a time zone.
  var assumesZone = false
  /// What is known about variables.
  var variables: [String: Known]
  private(set) var findings: [Diagnostic] = []
  /// Whether errors are caught here. If so, accessing a field of a value without fields is intended.
  private(set) var isCaught = false
  /// Whether the value decides a condition.
  private(set) var isCondition = false
  /// Whether only some of the items of a list are used.
  private(set) var isBounded = false
  /// Local functions of the expression, which shadow others, as `name/arity`.
  var ownFunctions: Set<String> = []
  /// The number of functions around the current condition.
  var form = 0
  static let deepestForm = 4
  /// The number of function bodies around the current place.
  var depth = 0
  static let deepest = 8

  init(
    scope: Scope, source: SourceText, catalog: (any Catalog)?, variables: [String: Known],
    environment: (any CheckEnvironment)? = nil
  ) {
    self.scope = scope
    self.source = source
    self.catalog = catalog
    self.variables = variables
    self.environment = environment
  }

  /// What is known about an expression's outputs.
  mutating func outputs(_ expression: Expression, on input: Known? = nil) -> Known? {
    switch expression.kind {
    case .literal(let value): return Known(constant: value)
    case .identity: return input
    case .variable(let name): return decided(variables[name.text], at: name.range)
    case .string(let template):
      if let text = template.constant, template.format == nil { return Known(constant: Value(text)) }
      let parts = template.interpolations.map { outputs($0, on: input) }
      var known = Known(.string)
      known.mayBeEmpty = isEmptiable(template, parts)
      known.isGuess = parts.contains { $0?.isGuess ?? false }
      return known
    case .field(let base, let name):
      let base = outputs(base, on: input)
      for one in name.interpolations { visit(one, on: input) }
      guard name.format == nil, let text = name.constant?.string else { return nil }
      return field(text, of: base, at: name.range)
    case .index(let base, let key):
      visit(key, on: input)
      let base = outputs(base, on: input)
      guard let text = key.constant?.string else { return key.constant?.kind == .number ? base?.element : nil }
      return field(text, of: base, at: key.range)
    case .iterate(let base): return outputs(base, on: input)?.element
    case .slice(let base, let from, let to):
      for one in [from, to].compactMap(\.self) { visit(one, on: input) }
      return outputs(base, on: input)
    // `?` catches the errors of the step, but not those of the expressions before it.
    case .optional(let inner): return caught { $0.outputs(inner, on: input) }
    case .attempt(let body, let handler):
      checkSwallowed(body, handler: handler)
      let known = caught { $0.outputs(body, on: input) }
      if let handler { visit(handler, on: nil) }
      return guessed(handler == nil ? known : nil, body)
    case .pipe(let left, let right):
      checkWalk(left, body: [right])
      return outputs(right, on: outputs(left, on: input))
    case .array(let inner):
      let elements = inner.flatMap { outputs($0, on: input) }
      return expression.constant.map { Known(constant: $0) } ?? elements?.array ?? Known(.array(.any))
    case .dotted(let name): return answer(name, on: input)
    case .function(let name, let arguments): return function(name, arguments, on: input)
    case .bind(let origin, let patterns, let body):
      checkWalk(origin, body: [body])
      return bind(origin, patterns, on: input) { $0.outputs(body, on: input) }
    case .update(_, let target, let value):
      // The assigned field may be new, but its base must exist.
      if case .field(let base, _) = target.kind { visit(base, on: input) }
      visit(value, on: nil)
      return nil
    case .reduce(let origin, let patterns, let initial, let update):
      checkWalk(origin, body: [update])
      visit(initial, on: input)
      return bind(origin, patterns, on: input) { check in
        check.visit(update, on: nil)
        return nil
      }
    case .foreach(let origin, let patterns, let initial, let update, let extract):
      checkWalk(origin, body: [update, extract].compactMap(\.self))
      visit(initial, on: input)
      return bind(origin, patterns, on: input) { check in
        for one in [update, extract].compactMap(\.self) { check.visit(one, on: nil) }
        return nil
      }
    case .define(let definition, let body): return define(definition, body, on: input)
    case .label(_, let body): return outputs(body, on: input)
    case .comma(let left, let right):
      guard let a = outputs(left, on: input), let b = outputs(right, on: input) else { return nil }
      return a == b ? a : a.with(a.shape) == b.with(b.shape) ? a.with(a.shape) : nil
    case .object(let members):
      let known = object(members, on: input)
      return expression.constant.map { Known(constant: $0) } ?? known
    case .binary(let symbol, let left, let right):
      let known = binary(symbol, left, right, on: input)
      guard known?.isConstant ?? false else { return known }
      return expression.constant.map { Known(constant: $0) } ?? known
    case .conditional(let branches, let otherwise): return conditional(branches, otherwise, on: input)
    case .negate(let inner):
      let known = outputs(inner, on: input)
      guard known?.shape == .number else { return nil }
      let negative = known?.constant.flatMap { $0.double.map { Value(-$0) } }
      return negative.map { Known(constant: $0) } ?? known?.with(.number)
    case .recursiveDescent, .format, .location, .exchange, .breakOut, .missing: return nil
    }
  }

  mutating func visit(_ expression: Expression, on input: Known?) { _ = outputs(expression, on: input) }

  mutating func visitChildren(of expression: Expression, on input: Known?) {
    for one in expression.children { visit(one, on: input) }
  }

  mutating func report(
    _ severity: Diagnostic.Severity, _ code: String, _ message: String, hint: String?, at range: SourceRange
  ) {
    findings.append(Diagnostic(severity, code: code, message, hint: hint, source: source, range: range))
  }

  private mutating func caught(_ body: (inout ShapeCheck) -> Known?) -> Known? {
    let outer = isCaught
    isCaught = true
    defer { isCaught = outer }
    return body(&self)
  }

  /// Continues in a part that decides a condition, or in one that does not.
  mutating func deciding<Result>(_ decides: Bool, _ body: (inout ShapeCheck) -> Result) -> Result {
    let outer = isCondition
    isCondition = decides
    defer { isCondition = outer }
    return body(&self)
  }

  /// Continues in a part that uses only some of the items.
  mutating func bounded(_ body: (inout ShapeCheck) -> Known?) -> Known? {
    let outer = isBounded
    isBounded = true
    defer { isBounded = outer }
    return body(&self)
  }

  /// Continues without doubts about some variables, because an enclosing condition tests them.
  mutating func settled(_ names: @autoclosure () -> Set<String>, _ body: (inout ShapeCheck) -> Known?) -> Known? {
    guard variables.values.contains(where: \.isDoubtful) else { return body(&self) }
    let names = names()
    let outer = variables
    defer { variables = outer }
    for name in names { variables[name]?.settle() }
    return body(&self)
  }
}

extension Expression {
  /// The variables that it uses.
  var variableNames: Set<String> {
    var names: Set<String> = []
    visitFreeVariables { names.insert($0.text) }
    return names
  }
}
