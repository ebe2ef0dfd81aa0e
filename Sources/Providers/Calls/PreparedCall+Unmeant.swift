import JSON
import Query

// Values that a write probably contains by accident: strings with an interpolated null, and empty strings.

extension PreparedCall {
  func refuseUnmeant() throws(Failure) {
    guard risk > .read else { return }
    if let argument = call.arguments.first(where: { $0.nullText != nil }), let text = argument.nullText {
      throw fault(
        "an argument of \(methodName) has a null in its text: \(Value(Text(text.string.prefix(80))).json())",
        hint: call.resource == nil
          ? "part of it is missing" : #"`\(.x // "")` allows nothing there"#, argument)
    }
    // A destructive call without a target needs confirmation anyway.
    if risk < .destructive, let bound = values.first(where: { $0.isEmptyID }),
      let argument = call.arguments.first(where: { $0.range == bound.range })
    {
      throw fault(
        "`\(bound.parameter.name)` of \(methodName) is empty", hint: "give the id of one that exists", argument)
    }
    guard let endpoint, endpoint.isUpdate else { return }
    for bound in values where bound.value.text?.isEmpty == true && bound.parameter.place != .path {
      guard let argument = call.arguments.first(where: { $0.range == bound.range }), let meant = argument.meantEmpty,
        !meant.contains(bound.parameter.name), !meant.contains(bound.parameter.keys.last ?? "")
      else { continue }
      throw fault(
        "`\(bound.parameter.name)` of \(methodName) is empty, which would clear it",
        hint: "leave it out, or write `\(bound.parameter.name): \"\"` to clear it", argument)
    }
  }

  private var methodName: String {
    [call.provider, call.resource, call.method].compactMap(\.self).joined(separator: ".")
  }

  private func fault(_ message: String, hint: String, _ argument: Call.Argument) -> Failure {
    Failure(.usage, message, provider: call.provider, hint: hint, source: call.source, range: argument.range)
  }
}

extension BoundValue {
  /// Whether it should contain an id, but is empty.
  fileprivate var isEmptyID: Bool {
    let name = parameter.keys.last ?? ""
    let isID = parameter.type == .id || name == "id" || name.hasSuffix("Id") || name.hasSuffix("_id")
    return isID && value.text?.isEmpty == true
  }
}

extension Endpoint {
  /// Whether the method changes an existing object.
  fileprivate var isUpdate: Bool {
    if verb == "PUT" || verb == "PATCH" { return true }
    if let inverse, case .former = inverse.arguments { return true }
    return !NameWords.first(in: name).isDisjoint(with: ["update", "set", "edit", "change", "modify", "patch"])
  }
}
