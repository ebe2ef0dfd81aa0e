import HTTP
import JSON
import Query

extension Endpoint {
  func signature(of provider: String, _ documentation: String?) -> MethodSignature {
    MethodSignature(
      provider: provider, resource: resource, name: name, summary: summary,
      parameters: parameters.map(\.signature) + groups.map(group), positional: positional, isList: isList,
      risk: risk, acceptsOthers: others != nil, answer: answer, documentation: documentation)
  }

  /// The object whose members are the parameters with bracket names.
  private func group(_ name: String) -> ParameterSignature {
    let members = parameters.filter { $0.keys.count > 1 && $0.keys[0] == name }.map { $0.keys[1] }
    return ParameterSignature(
      name: name, kind: .object, summary: "these together: {\(members.joined(separator: ", "))}")
  }
}

extension Parameter {
  var signature: ParameterSignature {
    ParameterSignature(
      name: name, kind: type.kind, isRequired: isRequired, choices: choices, examples: examples.map(\.plainText),
      defaultValue: defaultValue, summary: summary, excludes: excludes, requires: requires)
  }
}
