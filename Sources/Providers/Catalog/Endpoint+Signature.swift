import HTTP
import JSON
import Query

extension Endpoint {
  func signature(of provider: String, _ documentation: String?) -> MethodSignature {
    MethodSignature(
      provider: provider, resource: resource, name: name, summary: summary,
      parameters: parameters.map(signature) + groups.map(group) + parameters.compactMap(short), positional: positional,
      isList: isList,
      pageSize: pagination?.size, risk: risk, acceptsOthers: others != nil, documentsFilters: documentsFilters,
      answer: answer, documentation: documentation
    )
  }

  /// Whether a list that accepts any filter documents some of them.
  private var documentsFilters: Bool {
    guard isList, let others else { return false }
    let paging = [pagination?.place, pagination?.size]
    return parameters.contains { $0.place == others.place && $0.under == others.under && !paging.contains($0.name) }
  }

  /// A parameter with a short name is not required, since calls may use the short name instead.
  private func signature(_ parameter: Parameter) -> ParameterSignature {
    var signature = parameter.signature
    if short(parameter) != nil { signature.isRequired = false }
    return signature
  }

  /// `tag` for `tag[]`; nil if another parameter or object has that name.
  private func short(_ parameter: Parameter) -> ParameterSignature? {
    guard let name = BracketName.ofSeveral(parameter.name), !name.contains("["), self.parameter(name) == nil,
      !groups.contains(name)
    else { return nil }
    return ParameterSignature(name: name, kind: parameter.type.kind, summary: parameter.summary)
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
      defaultValue: defaultValue, summary: summary, excludes: excludes, requires: requires,
      isNullable: isNullable && place == .body)
  }
}
