import Diagnostics
import JSON
import Query

/// Finds calls whose risk no permission covers, where that can be seen before the run.
struct PermissionCheck {
  static let code = "not-permitted"

  var scope: Scope
  let source: SourceText
  let environment: any ScriptEnvironment
  /// The definitions that the calls stand in, by their places: each is looked at once.
  var visited: Set<SourceRange> = []

  func check(_ expression: Expression) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    expression.visit { inner in
      switch inner.kind {
      case .dotted(let name): findings += check(name, inner.range).map { [$0] } ?? []
      case .function(let name, let arguments): findings += check(bodyOf: name.text, arguments.count)
      default: break
      }
    }
    return findings
  }

  /// The calls in a definition of this text that is used.
  private func check(bodyOf name: String, _ arity: Int) -> [Diagnostic] {
    let found = scope.functions.last { $0.definition.name.text == name && $0.definition.parameters.count == arity }
    guard let found, found.source == source, !visited.contains(found.definition.range) else { return [] }
    var inner = self
    inner.visited.insert(found.definition.range)
    inner.scope.provider = found.provider
    return inner.check(found.definition.body)
  }

  private func check(_ name: DottedName, _ range: SourceRange) -> Diagnostic? {
    let lookup = MethodLookup(scope: scope, catalog: environment.catalog)
    guard let method = lookup.method(name)?.0 ?? lookup.request(name),
      let objection = environment.objection(
        to: method, profile: lookup.profile(name), arguments: known(name.arguments ?? [], of: method))
    else { return nil }
    return Diagnostic(
      code: Self.code, objection.message, hint: objection.hint, source: source, range: range)
  }

  /// The arguments that are given for certain; a value that is not constant is nil.
  private func known(_ arguments: [CallArgument], of method: MethodSignature) -> [String: Value?] {
    var known: [String: Value?] = [:]
    let named = Set(arguments.compactMap(\.name?.text))
    var positional = method.positional.filter { !named.contains($0) }[...]
    for argument in arguments {
      if let name = argument.name {
        known.updateValue(argument.value.constant, forKey: name.text)
      } else if case .object(let members) = argument.value.kind {
        for (name, value) in members.compactMap(Self.known) { known.updateValue(value, forKey: name) }
        positional = positional.filter { known[$0] == nil }[...]
      } else if let value = argument.value.constant {
        if let name = positional.popFirst() { known.updateValue(value, forKey: name) }
      } else {
        // It may be an object of any parameters: what stands behind it has no certain place.
        positional = []
      }
    }
    return known
  }

  private static func known(_ member: ObjectMember) -> (name: String, value: Value?)? {
    switch member.key {
    case .name(let name): (name.text, member.value?.constant)
    case .string(let template): template.constant.map { ($0.string, member.value?.constant) }
    case .variable(let name): member.value == nil ? (name.text, nil) : nil
    case .location, .expression: nil
    }
  }
}
