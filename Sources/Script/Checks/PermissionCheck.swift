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
    guard let (method, _) = lookup.method(name),
      let objection = environment.objection(to: method, profile: lookup.profile(name), arguments: constants(name))
    else { return nil }
    return Diagnostic(
      code: Self.code, objection.message, hint: objection.hint, source: source, range: range)
  }

  /// The arguments that are certain; a value that is not constant is nil.
  private func constants(_ name: DottedName) -> [String: Value?] {
    var constants: [String: Value?] = [:]
    for argument in name.arguments ?? [] {
      if let key = argument.name {
        constants.updateValue(argument.value.constant, forKey: key.text)
      } else if case .object(let members) = argument.value.kind {
        for member in members {
          guard case .name(let key) = member.key else { continue }
          constants.updateValue(member.value?.constant, forKey: key.text)
        }
      }
    }
    return constants
  }
}
