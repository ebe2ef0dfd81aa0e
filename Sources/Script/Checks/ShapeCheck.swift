import Diagnostics
import JSON
import Query

/// Finds fields that the documented answer of a method cannot have. It follows what keeps a shape it knows and gives up on
/// everything else: a warning that is wrong is worse than none.
struct ShapeCheck {
  /// A shape and the method whose answer it is part of.
  struct Known: Hashable {
    var shape: Shape
    var method: String
  }

  let scope: Scope
  let source: SourceText
  let catalog: (any Catalog)?
  /// What is known of variables.
  var variables: [String: Known]
  private(set) var findings: [Diagnostic] = []
  /// Whether an error here is caught: then a field of what has none is no mistake.
  private var isCaught = false

  init(scope: Scope, source: SourceText, catalog: (any Catalog)?, variables: [String: Known]) {
    self.scope = scope
    self.source = source
    self.catalog = catalog
    self.variables = variables
  }

  /// What is known of an expression's outputs.
  mutating func outputs(_ expression: Expression, on input: Known? = nil) -> Known? {
    switch expression.kind {
    case .identity: return input
    case .variable(let name): return variables[name.text]
    case .field(let base, let name):
      let base = outputs(base, on: input)
      for one in name.interpolations { visit(one, on: input) }
      guard name.format == nil, let text = name.constant?.string else { return nil }
      return field(text, of: base, at: name.range)
    case .index(let base, let key):
      visit(key, on: input)
      let base = outputs(base, on: input)
      guard let text = key.constant?.string else { return key.constant?.kind == .number ? element(base) : nil }
      return field(text, of: base, at: key.range)
    case .iterate(let base): return element(outputs(base, on: input))
    case .slice(let base, let from, let to):
      for one in [from, to].compactMap(\.self) { visit(one, on: input) }
      return outputs(base, on: input)
    case .optional(let inner): return caught { $0.outputs(inner, on: input) }
    case .attempt(let body, let handler):
      let known = caught { $0.outputs(body, on: input) }
      if let handler { visit(handler, on: nil) }
      return handler == nil ? known : nil
    case .pipe(let left, let right): return outputs(right, on: outputs(left, on: input))
    case .array(let inner?):
      let known = outputs(inner, on: input)
      return known.map { Known(shape: .array($0.shape), method: $0.method) }
    case .dotted(let name): return answer(name, on: input)
    case .function(let name, let arguments): return function(name, arguments, on: input)
    case .bind(let origin, let patterns, let body):
      return bind(origin, patterns, on: input) { $0.outputs(body, on: input) }
    case .update(_, let target, let value):
      // What is assigned may be new; what is read for it is not.
      if case .field(let base, _) = target.kind { visit(base, on: input) }
      visit(value, on: nil)
      return nil
    case .reduce(let origin, let patterns, let initial, let update):
      visit(initial, on: input)
      return bind(origin, patterns, on: input) { check in
        check.visit(update, on: nil)
        return nil
      }
    case .foreach(let origin, let patterns, let initial, let update, let extract):
      visit(initial, on: input)
      return bind(origin, patterns, on: input) { check in
        for one in [update, extract].compactMap(\.self) { check.visit(one, on: nil) }
        return nil
      }
    case .define(_, let body): return outputs(body, on: input)
    case .label(_, let body): return outputs(body, on: input)
    case .comma(let left, let right):
      let (a, b) = (outputs(left, on: input), outputs(right, on: input))
      return a == b ? a : nil
    case .object(let members):
      for case let (.name(name), nil) in members.map({ ($0.key, $0.value) }) {
        _ = field(name.text, of: input, at: name.range)
      }
      for one in expression.children { visit(one, on: input) }
      return nil
    case .recursiveDescent, .literal, .string, .format, .array, .location, .exchange, .negate, .binary,
      .conditional, .breakOut, .missing:
      for one in expression.children { visit(one, on: input) }
      return nil
    }
  }

  private mutating func caught(_ body: (inout ShapeCheck) -> Known?) -> Known? {
    let outer = isCaught
    isCaught = true
    defer { isCaught = outer }
    return body(&self)
  }

  private mutating func visit(_ expression: Expression, on input: Known?) { _ = outputs(expression, on: input) }

  private mutating func bind(
    _ origin: Expression, _ patterns: [Pattern], on input: Known?, _ body: (inout ShapeCheck) -> Known?
  ) -> Known? {
    let known = outputs(origin, on: input)
    let outer = variables
    defer { variables = outer }
    for pattern in patterns { forget(pattern) }
    if patterns.count == 1, case .variable(let name) = patterns[0] { variables[name.text] = known }
    return body(&self)
  }

  private mutating func forget(_ pattern: Pattern) {
    switch pattern {
    case .variable(let name): variables[name.text] = nil
    case .array(let elements): for element in elements { forget(element) }
    case .object(let members):
      for (key, value) in members {
        if case .variable(let name) = key { variables[name.text] = nil }
        if let value { forget(value) }
      }
    }
  }
}

// MARK: Steps

extension ShapeCheck {
  private mutating func field(_ name: String, of base: Known?, at range: SourceRange) -> Known? {
    guard let base else { return nil }
    guard case .object(let fields) = base.shape else {
      reportFieldless(name, base, at: range)
      return nil
    }
    guard !fields.isEmpty else { return nil }
    if let field = fields.first(where: { $0.name == name }) { return Known(shape: field.shape, method: base.method) }
    let near = fields.map(\.name).nearest(to: name).map { "did you mean `.\($0)`?" }
    findings.append(
      Diagnostic(
        .warning, code: "unknown-field", "the documented answer of \(base.method) has no field `\(name)` here",
        hint: near ?? "its fields are " + fields.prefix(12).map(\.name).joined(separator: ", "), source: source,
        range: range))
    return nil
  }

  /// A field of what is no object.
  private mutating func reportFieldless(_ name: String, _ base: Known, at range: SourceRange) {
    guard !isCaught else { return }
    let (what, hint): (String, String?)
    switch base.shape {
    case .array: (what, hint) = ("a list", "`.[]` goes through its elements, and `each(…)` through those of all pages")
    case .string: (what, hint) = ("a string", nil)
    case .number: (what, hint) = ("a number", nil)
    case .boolean: (what, hint) = ("a boolean", nil)
    case .any, .null, .object: return
    }
    findings.append(
      Diagnostic(
        .warning, code: "unknown-field",
        "the documented answer of \(base.method) is \(what) here, which has no field `\(name)`", hint: hint,
        source: source, range: range))
  }

  private func element(_ base: Known?) -> Known? {
    guard let base, case .array(let element) = base.shape else { return nil }
    return Known(shape: element, method: base.method)
  }

  /// The answer of a call, and of the fields behind it.
  private mutating func answer(_ name: DottedName, on input: Known?) -> Known? {
    for one in (name.arguments ?? []) { visit(one.value, on: input) }
    guard let found = scope.resolve(name, catalog), !found.isRequest, let method = found.method,
      let shape = method.answer
    else { return nil }
    return name.fields(after: found.methodIndex).reduce(Known(shape: shape, method: method.qualifiedName)) {
      known, member in
      field(member.text, of: known, at: member.range)
    }
  }

  private mutating func function(_ name: Name, _ arguments: [Expression], on input: Known?) -> Known? {
    let isDefined = scope.functions.contains {
      $0.definition.name.text == name.text && $0.definition.parameters.count == arguments.count
    }
    guard !isDefined else { return nil }
    switch (name.text, arguments.count) {
    case ("each", 1): return element(outputs(arguments[0], on: input))
    case ("pages", 1), ("first", 1), ("last", 1): return outputs(arguments[0], on: input)
    case ("limit", 2), ("skip", 2):
      visit(arguments[0], on: input)
      return outputs(arguments[1], on: input)
    case ("select", 1):
      visit(arguments[0], on: input)
      return input
    case ("map", 1):
      let known = outputs(arguments[0], on: element(input))
      return known.map { Known(shape: .array($0.shape), method: $0.method) }
    case ("sort_by", 1), ("unique_by", 1):
      visit(arguments[0], on: element(input))
      return input
    case ("min_by", 1), ("max_by", 1):
      visit(arguments[0], on: element(input))
      return element(input)
    case ("group_by", 1):
      visit(arguments[0], on: element(input))
      return input.map { Known(shape: .array($0.shape), method: $0.method) }
    case ("any", 1), ("all", 1):
      visit(arguments[0], on: element(input))
      return nil
    case ("del", 1):
      visit(arguments[0], on: input)
      return input
    case ("first", 0), ("last", 0): return element(input)
    case ("sort", 0), ("unique", 0), ("reverse", 0): return input
    default:
      for one in arguments { visit(one, on: nil) }
      return nil
    }
  }
}
