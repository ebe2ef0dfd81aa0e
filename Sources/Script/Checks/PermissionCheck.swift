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
    guard let (method, profile) = method(name),
      let objection = environment.objection(to: method, profile: profile, arguments: constants(name))
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

  private func method(_ name: DottedName) -> (MethodSignature, profile: String?)? {
    guard let catalog = environment.catalog else { return nil }
    let isHidden = scope.functions.contains {
      $0.definition.name.text == name.head.text && $0.definition.parameters.isEmpty
    }
    guard !isHidden || name.profile != nil else { return nil }
    if let use = scope.provider, name.profile == nil, catalog.resources(of: use.name).contains(name.head.text) {
      guard let method = name.members.first else { return nil }
      return catalog.method(of: use.name, resource: name.head.text, name: method.text).map { ($0, use.profile) }
    }
    guard catalog.providers.contains(name.head.text), name.members.count > 1 else { return nil }
    let (resource, method) = (name.members[0].text, name.members[1].text)
    return catalog.method(of: name.head.text, resource: resource, name: method).map { ($0, name.profile?.text) }
  }
}
