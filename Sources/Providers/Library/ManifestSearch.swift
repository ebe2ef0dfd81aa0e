import JSON
import Query

/// The names in scope at a place of a manifest: definitions and the parameters of the enclosing definition.
final class ManifestScope {
  private let name: String
  private let parameters: [String]
  private let body: Expression?
  /// The scope in which an argument was written; nil for a definition, whose scope contains the earlier definitions and
  /// itself.
  private let home: ManifestScope?
  private let outer: ManifestScope?

  init() {
    (name, parameters, body, home, outer) = ("", [], nil, nil, nil)
  }

  private init(
    _ name: String, _ parameters: [String], _ body: Expression, home: ManifestScope?, in outer: ManifestScope
  ) {
    (self.name, self.parameters, self.body, self.home, self.outer) = (name, parameters, body, home, outer)
  }

  func defining(_ definition: FunctionDefinition) -> ManifestScope {
    ManifestScope(
      definition.name.text, definition.parameters.map(\.name.text), definition.body, home: nil, in: self)
  }

  /// The expression passed for a parameter, with its scope.
  func argument(_ name: String) -> (Expression, ManifestScope)? {
    var scope = self
    while scope.name != name || !scope.parameters.isEmpty {
      guard let next = scope.outer else { return nil }
      scope = next
    }
    guard let body = scope.body, let home = scope.home else { return nil }
    return (body, home)
  }

  /// The body of the definition with a name and number of arguments, with its scope.
  func meaning(of name: String, _ arguments: [Expression]) -> (Expression, ManifestScope)? {
    var scope = self
    while scope.name != name || scope.parameters.count != arguments.count {
      guard let next = scope.outer else { return nil }
      scope = next
    }
    guard let body = scope.body else { return nil }
    if let home = scope.home { return (body, home) }
    let inner = zip(scope.parameters, arguments).reduce(scope) { ManifestScope($1.0, [], $1.1, home: self, in: $0) }
    return (body, inner)
  }
}

/// Follows a path through the syntax of a manifest, within a limit far beyond the size of real manifests.
struct ManifestSearch {
  typealias Found = ManifestPlaces.Found
  typealias Steps = ArraySlice<ManifestPath.Step>

  private var rest = 20_000
  private var depth = 0

  /// The deepest expression along the path. Of several the last one counts.
  mutating func find(_ steps: Steps, in expression: Expression, _ scope: ManifestScope) -> Found {
    let here = Found(name: nil, value: expression, depth: steps.startIndex)
    guard rest > 0, depth < 200 else { return here }
    rest -= 1
    depth += 1
    defer { depth -= 1 }
    guard !steps.isEmpty else { return argument(expression, steps, scope) ?? here }
    switch expression.kind {
    case .object(let members): return member(steps, members, scope) ?? here
    case .array(let elements?): return element(steps, elements, scope) ?? here
    case .function(let name, let arguments): return call(steps, name.text, arguments, scope) ?? here
    case .variable(let name): return call(steps, String(name.text.trimmingPrefix("$")), [], scope) ?? here
    case .binary(_, let left, let right): return best(steps, [left, right], scope) ?? here
    case .pipe(let left, let right):
      if case .update(_, let path, let value) = right.kind { return update(steps, left, path, value, scope) }
      return best(steps, [left, right], scope) ?? here
    case .update(_, let path, let value): return update(steps, nil, path, value, scope)
    case .conditional(let branches, let otherwise):
      return best(steps, branches.map(\.body) + [otherwise].compactMap(\.self), scope) ?? here
    case .define(let definition, let body): return find(steps, in: body, scope.defining(definition))
    case .bind(_, _, let body): return find(steps, in: body, scope)
    default: return here
    }
  }

  private mutating func best(_ steps: Steps, _ candidates: [Expression], _ scope: ManifestScope) -> Found? {
    var best: Found?
    for candidate in candidates {
      let found = find(steps, in: candidate, scope)
      if found.depth >= best?.depth ?? 0 { best = found }
    }
    return best
  }

  private mutating func member(_ steps: Steps, _ members: [ObjectMember], _ scope: ManifestScope) -> Found? {
    guard case .key(let key)? = steps.first, let member = members.last(where: { $0.name?.text == key }),
      let value = member.value
    else { return nil }
    var found = find(steps.dropFirst(), in: value, scope)
    if found.name == nil { found.name = member.name?.range }
    return found
  }

  private mutating func element(_ steps: Steps, _ elements: Expression, _ scope: ManifestScope) -> Found? {
    guard case .index(let index)? = steps.first else { return nil }
    var list: [Expression] = []
    var waiting = [elements]
    while let next = waiting.popLast() {
      if case .comma(let left, let right) = next.kind { waiting += [right, left] } else { list.append(next) }
    }
    return list.indices.contains(index) ? find(steps.dropFirst(), in: list[index], scope) : nil
  }

  /// Continues in the expression that the caller passed for a parameter.
  private mutating func argument(_ expression: Expression, _ steps: Steps, _ scope: ManifestScope) -> Found? {
    guard case .function(let name, let arguments) = expression.kind, arguments.isEmpty,
      let (body, home) = scope.argument(name.text)
    else { return nil }
    return find(steps, in: body, home)
  }

  /// Continues inside the definition; falls back to the call itself.
  private mutating func call(
    _ steps: Steps, _ name: String, _ arguments: [Expression], _ scope: ManifestScope
  ) -> Found? {
    guard let (body, inner) = scope.meaning(of: name, arguments) else { return nil }
    let found = find(steps, in: body, inner)
    return found.depth > steps.startIndex ? found : nil
  }

  /// Handles `source | .path = value`.
  private mutating func update(
    _ steps: Steps, _ source: Expression?, _ path: Expression, _ value: Expression, _ scope: ManifestScope
  ) -> Found {
    let keys = path.keys.map { ManifestPath.Step.key($0) }
    if !keys.isEmpty, steps.starts(with: keys) {
      var found = find(steps.dropFirst(keys.count), in: value, scope)
      if found.name == nil { found.name = path.range }
      if found.depth > steps.startIndex + keys.count || source == nil || steps.count == keys.count { return found }
    }
    let other = source.map { find(steps, in: $0, scope) }
    return other ?? Found(name: nil, value: value, depth: steps.startIndex)
  }
}

extension Expression {
  /// The keys of a literal path such as `.parameters.id`.
  fileprivate var keys: [String] {
    guard case .field(let base, let name) = kind, let key = name.constant else { return [] }
    return base.keys + [key.string]
  }
}
