import Diagnostics
import JSON
import Query

/// Finds calls whose risk no permission covers, where that can be seen before the run.
struct PermissionCheck {
  static let code = "not-permitted"

  let scope: Scope
  let source: SourceText
  let environment: any ScriptEnvironment

  func check(_ expression: Expression) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    expression.visit { inner in
      guard case .dotted(let name) = inner.kind, let finding = check(name, inner.range) else { return }
      findings.append(finding)
    }
    return findings
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
