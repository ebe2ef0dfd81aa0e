import Diagnostics
import JSON
import Query

/// Finds calls whose risk no permission covers, where that can be seen before the run.
struct PermissionCheck {
  static let code = "not-permitted"

  var scope: Scope
  let source: SourceText
  let environment: any CheckEnvironment
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
    inner.scope.account = found.account
    return inner.check(found.definition.body)
  }

  private func check(_ name: DottedName, _ range: SourceRange) -> Diagnostic? {
    guard let found = scope.resolve(name, environment.catalog), let method = found.method,
      let objection = environment.objection(
        to: method, of: found.account, arguments: known(name.arguments ?? [], of: method))
    else { return nil }
    return Diagnostic(
      code: Self.code, objection.message, hint: objection.hint, source: source, range: range)
  }

  /// The arguments that are given for certain; a value that is not constant is nil.
  private func known(_ arguments: [CallArgument], of method: MethodSignature) -> [String: Value?] {
    var known: [String: Value?] = [:]
    for (name, written) in ArgumentMatching(arguments, of: method).given {
      known.updateValue(written.value?.constant, forKey: name)
    }
    return known
  }
}
