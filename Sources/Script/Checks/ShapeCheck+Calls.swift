import Diagnostics
import JSON
import Query

// Checks of calls: values that would be refused, page sizes mistaken for limits, unnoticed failures, and lists that
// change during iteration.

extension ShapeCheck {
  static let refusedValue = "refused-value"

  /// Checks the argument values of a call, as far as they are literals.
  mutating func check(
    _ name: DottedName, _ found: CallResolver.Resolution, _ method: MethodSignature, _ known: [Known?]
  ) {
    guard let environment else { return }
    let arguments = (name.arguments ?? []).map(written)
    let values = Dictionary(zip(arguments.map(\.value.range), known)) { first, _ in first }
    for (parameter, written) in ArgumentMatching(arguments, of: method).given {
      guard let value = written.value else { continue }
      let constant = value.constant ?? values[value.range].flatMap { $0?.constant } ?? constant(of: value)
      if let constant { check(constant, for: parameter, of: method, at: value.range) }
    }
    for (argument, known) in zip(arguments, known) where argument.name == nil && argument.value.constant == nil {
      checkMembers(of: known?.constant, of: method, at: argument.value.range)
    }
    guard environment.risk(of: method, found.account, arguments) > .read else { return }
    for (argument, known) in zip(arguments, known) { checkGuess(argument.value, known) }
  }

  /// Replaces an argument that is only a variable by the literal that the variable is bound to.
  private func written(_ argument: CallArgument) -> CallArgument {
    guard argument.name == nil, let value = constant(of: argument.value), value.count == nil else { return argument }
    return CallArgument(name: nil, value: Expression(.literal(value), argument.value.range))
  }

  private mutating func check(_ value: Value, for parameter: String, of method: MethodSignature, at range: SourceRange)
  {
    guard !value.isNull,
      let objection = environment?.objection(to: value, for: parameter, of: method, assumesZone: assumesZone)
    else { return }
    report(.error, Self.refusedValue, objection.message, hint: objection.hint, at: range)
  }

  /// Checks an object of arguments that is a literal bound to a variable.
  private mutating func checkMembers(of value: Value?, of method: MethodSignature, at range: SourceRange) {
    for (name, value) in value?.object ?? [:] {
      check(value, for: name.string, of: method, at: range)
      let isKnown = method.parameters.contains { $0.name == name.string } || name.string.contains("[")
      guard !isKnown, !method.acceptsOthers || method.documentsFilters else { continue }
      let near = method.parameters.map(\.name).nearest(to: name.string).map { "did you mean `\($0)`?" }
      if method.acceptsOthers {
        let message = "\(method.qualifiedName) documents no parameter `\(name.string)`"
        report(.danger, "unknown-parameter", message, hint: near ?? "it may filter nothing", at: range)
      } else {
        let message = "\(method.qualifiedName) has no parameter `\(name.string)`"
        report(.error, "unknown-parameter", message, hint: near, at: range)
      }
    }
  }

  /// The literal that a variable is bound to.
  private func constant(of expression: Expression) -> Value? {
    if case .variable(let name) = expression.kind { variables[name.text]?.constant } else { nil }
  }

  /// Reports `each(members.list(limit: 5))`, which outputs all members, five per request.
  mutating func checkPageSize(of call: Expression) {
    guard !isBounded, case .dotted(let name) = call.kind, let method = scope.resolve(name, catalog)?.method,
      let size = method.pageSize
    else { return }
    for (parameter, written) in ArgumentMatching(name.arguments ?? [], of: method).given where parameter == size {
      guard let number = written.value.flatMap({ $0.constant ?? constant(of: $0) })?.int, number < 10 else { continue }
      report(
        .danger, "page-size", "`\(size)` is the size of a page here: each goes through all items",
        hint: "`limit(\(number); each(…))` stops after \(number)", at: written.range)
    }
  }

  // MARK: Unnoticed failures

  /// Reports `?` or `try` around a write, unless a handler inspects the error.
  mutating func checkSwallowed(_ body: Expression, handler: Expression?) {
    guard environment != nil, handler.map(\.isDeaf) ?? true, let write = write(in: body) else { return }
    report(
      .danger, "swallowed-failure",
      "a failure of \(write.name) is ignored here, and the script continues as if it had succeeded",
      hint: "`do { … } catch e { … }` handles it; `for … keep going` continues with the next row", at: write.range)
  }

  /// Marks a value that may replace a swallowed error.
  func guessed(_ known: Known?, _ body: Expression) -> Known? {
    guard body.containsCall(scope, catalog) else { return known }
    var known = known ?? Known(.any)
    known.isGuess = true
    return known
  }

  /// Reports an argument of a write that may be the result of another call's error.
  private mutating func checkGuess(_ argument: Expression, _ known: Known?) {
    var place = known?.isGuess ?? false ? argument.range : nil
    if case .object(let members) = argument.kind {
      for case .variable(let name)? in members.map(\.value?.kind) where variables[name.text]?.isGuess ?? false {
        place = name.range
      }
    }
    guard let place = swallowedCall(in: argument) ?? place else { return }
    report(
      .danger, "guessed-argument",
      "any failure of the call that this value comes from leads to a write with another value",
      hint: "leave `?` and `try` out: the failure ends the row before anything is written", at: place)
  }

  /// The last place in an expression that ignores the failure of a call.
  private func swallowedCall(in expression: Expression) -> SourceRange? {
    var place: SourceRange?
    expression.visit { inner in
      let body: Expression
      switch inner.kind {
      case .attempt(let one, handler: nil): body = one
      case .attempt(let one, let handler?) where handler.isDeaf: body = one
      default: return
      }
      if body.containsCall(scope, catalog) { place = inner.range }
    }
    return place
  }

  /// Whether the result of a condition may be due to a failed call.
  func isGuess(_ condition: Expression) -> Bool {
    condition.variableNames.contains { variables[$0]?.isGuess ?? false } || swallowedCall(in: condition) != nil
  }

  /// Reports the first write after a condition on a value that may be due to a failed call.
  mutating func reportGuess(_ condition: Expression, before body: Expression) {
    guard let write = write(in: body) else { return }
    report(
      .danger, "guessed-condition", "any failure of the call that this depends on leads to \(write.name), too",
      hint: "leave `?` and `try` out: the failure ends the row before anything is written", at: condition.range)
  }

  // MARK: Lists that change during iteration

  /// Reports `each(a.list) | a.delete(.id)`.
  mutating func checkWalk(_ source: Expression, body: [Expression]) {
    guard environment != nil else { return }
    let lists = walkedLists(in: source)
    guard !lists.isEmpty else { return }
    for one in body { reportChanges(of: lists, in: one) }
  }

  /// The lists that an expression reads page by page while its outputs are consumed.
  func walkedLists(in expression: Expression, depth: Int = 0) -> [CallResolver.Resolution] {
    func inside(_ parts: [Expression]) -> [CallResolver.Resolution] {
      parts.flatMap { walkedLists(in: $0, depth: depth) }
    }
    switch expression.kind {
    case .function(let name, let arguments):
      switch (name.text, arguments.count) {
      case ("each", 1), ("pages", 1):
        guard case .dotted(let call) = arguments[0].kind, let found = scope.resolve(call, catalog) else { return [] }
        return [found]
      case ("limit", 2), ("skip", 2): return isWithinPage(name, arguments) ? [] : inside([arguments[1]])
      default:
        guard depth < 4, let body = definition(name, arguments.count)?.definition.body else { return [] }
        return walkedLists(in: body, depth: depth + 1)
      }
    case .pipe(let left, let right), .comma(let left, let right), .binary(.alternative, let left, let right):
      return inside([left, right])
    case .bind(let origin, _, let body): return inside([origin, body])
    case .conditional(let branches, let otherwise):
      return inside(branches.map(\.body) + [otherwise].compactMap(\.self))
    case .attempt(let body, _), .optional(let body), .label(_, let body), .define(_, let body), .iterate(let body),
      .field(let body, _), .index(let body, _):
      return inside([body])
    case .object(let members): return inside(members.compactMap(\.value))
    default: return []
    }
  }

  /// Whether a limit stays within the first page, as in `limit(5; each(pads.list))`.
  private func isWithinPage(_ name: Name, _ arguments: [Expression]) -> Bool {
    guard name.text == "limit", let count = arguments[0].constant?.int, count <= 10,
      case .function(let each, let lists) = arguments[1].kind, each.text == "each", lists.count == 1,
      case .dotted(let call) = lists[0].kind, let method = scope.resolve(call, catalog)?.method
    else { return false }
    let given = ArgumentMatching(call.arguments ?? [], of: method).given
    return !given.contains { parameter, _ in parameter == method.pageSize }
  }

  /// Reports the first call that changes one of the lists.
  mutating func reportChanges(of lists: [CallResolver.Resolution], in expression: Expression) {
    guard let environment else { return }
    let write = write(in: expression) { found, method in
      lists.contains { list in
        guard let walked = list.method, list.account == found.account else { return false }
        return environment.changes(walked, by: method)
      }
    }
    guard let write else { return }
    report(
      .danger, "changed-while-walked",
      "\(write.name) changes the list that the loop walks, so items may be skipped or repeated",
      hint: "read it whole first: `[each(…)][]`", at: write.range)
  }

  // MARK: Writes

  /// The first write in an expression, including the functions of this text that it calls.
  func write(
    in expression: Expression, depth: Int = 0,
    where isWanted: (CallResolver.Resolution, MethodSignature) -> Bool = { _, _ in true }
  ) -> (name: String, range: SourceRange)? {
    guard let environment else { return nil }
    var write: (name: String, range: SourceRange)?
    expression.visit { inner in
      guard write == nil else { return }
      switch inner.kind {
      case .dotted(let name):
        guard let found = scope.resolve(name, catalog), let method = found.method,
          environment.risk(of: method, found.account, name.arguments ?? []) > .read, isWanted(found, method)
        else { return }
        write = (method.qualifiedName, inner.range)
      case .function(let name, let arguments):
        guard depth < 4, let body = definition(name, arguments.count)?.definition.body,
          let found = self.write(in: body, depth: depth + 1, where: isWanted)
        else { return }
        write = (found.name, inner.range)
      default: return
      }
    }
    return write
  }
}

extension Expression {
  /// Whether an error handler ignores the error.
  fileprivate var isDeaf: Bool {
    switch kind {
    case .literal, .array(nil): true
    case .string(let template): template.constant != nil
    case .function(let name, let arguments): name.text == "empty" && arguments.isEmpty
    default: false
    }
  }

  fileprivate func containsCall(_ scope: Scope, _ catalog: (any Catalog)?) -> Bool {
    var contains = false
    visit { inner in
      guard !contains, case .dotted(let name) = inner.kind else { return }
      contains = scope.resolve(name, catalog)?.method != nil
    }
    return contains
  }
}

extension CheckEnvironment {
  /// The risk of a call, as far as it is known statically.
  func risk(of method: MethodSignature, _ account: Account, _ arguments: [CallArgument]) -> Risk {
    risk(of: method, account: account, arguments: arguments.known(to: method))
  }
}

extension [CallArgument] {
  /// The arguments that are certainly given; the value is nil unless it is constant.
  func known(to method: MethodSignature) -> [String: Value?] {
    var known: [String: Value?] = [:]
    for (name, written) in ArgumentMatching(self, of: method).given {
      known.updateValue(written.value?.constant, forKey: name)
    }
    return known
  }
}
