import Diagnostics
import JSON
import Query
import Script

extension LanguageServer {
  var documentation: Documentation { Documentation(client: workspace.client) }

  /// What there is to say of the name at a place; null of nothing.
  func hover(at place: Place) -> Value {
    guard let reference = index(of: place.document).reference(at: place.offset),
      let page = documentation.page(of: reference.meaning)
    else { return .null }
    return ["contents": abilities.hover(page), "range": place.document.lines.range(of: reference.range).value]
  }
}

// MARK: Signatures

extension LanguageServer {
  /// The call that a place is in, and which of its parameters is being written; null outside of calls.
  func signatureHelp(at place: Place) -> Value {
    guard let call = OpenCall(place.document.source.text, cursor: place.offset) else { return .null }
    let names = visibleNames(at: place)
    switch call.callee {
    case .method(let path):
      guard let method = completer(names).signature(of: path.path) else { return .null }
      return signature(of: method, call)
    case .function(let name):
      guard let function = names.functions.last(where: { $0.name == name && !$0.parameters.isEmpty }) else {
        return .null
      }
      return signature(
        function.signature, function.parameters.map { ($0, nil) }, Documentation.page(of: function), call.position)
    }
  }

  private func signature(of method: MethodSignature, _ call: OpenCall) -> Value {
    let bare = method.positional.indices.contains(call.position) ? method.positional[call.position] : nil
    let active = method.parameters.firstIndex { $0.name == call.name ?? bare }
    let parameters = method.parameters.map { parameter in
      ("\(parameter.name): \(parameter.kind.rawValue)\(parameter.isRequired ? "" : "?")", Description.note(parameter))
    }
    let label = "\(method.qualifiedName)(\(parameters.map(\.0).joined(separator: ", ")))"
    return signature(label, parameters, DocumentationPage([.text(method.summary)]), active)
  }

  private func signature(
    _ label: String, _ parameters: [(label: String, note: String?)], _ page: DocumentationPage, _ active: Int?
  ) -> Value {
    var signature: Object = [
      "label": Value(label), "documentation": abilities.signature(page),
      "parameters": Value(
        parameters.map { parameter in
          var value: Object = ["label": Value(parameter.label)]
          if let note = parameter.note { value["documentation"] = Value(note) }
          return Value(value)
        }),
    ]
    // Behind the last one, none is highlighted.
    signature["activeParameter"] = Value(active ?? parameters.count)
    return [
      "signatures": [Value(signature)], "activeSignature": 0, "activeParameter": Value(active ?? parameters.count),
    ]
  }
}
