import Diagnostics
import JSON
import Query
import Script

extension LanguageServer {
  var documentation: Documentation { Documentation(client: workspace.client) }

  /// The documentation of the name at a place; null if there is none.
  func hover(at place: Place) -> Value {
    let document = place.document
    let index = document.parsed.index(
      around: place.offset, catalog: workspace.catalog, modules: environment.modules, known: document.declared)
    guard let reference = index.reference(at: place.offset),
      let page = documentation.page(of: reference.meaning)
    else { return .null }
    return ["contents": abilities.hover(page), "range": place.document.lines.range(of: reference.range).value]
  }
}

// MARK: Signatures

extension LanguageServer {
  /// The call around a place and its current parameter; null outside of calls.
  func signatureHelp(at place: Place) -> Value {
    guard let call = OpenCall(place.document.source.text, cursor: place.offset) else { return .null }
    let names = visibleNames(at: place)
    let found = CallSignature(call, method: completer(names).signature, functions: names.functions)
    return found.map(signature) ?? .null
  }

  private func signature(_ call: CallSignature) -> Value {
    let parameters = call.parameters.map { parameter -> (label: String, note: String?) in
      guard let known = parameter.documented else { return (parameter.name, nil) }
      return ("\(known.name): \(known.kind.rawValue)\(known.isRequired ? "" : "?")", Description.note(known))
    }
    let labels = parameters.map(\.label)
    return switch call.callee {
    case .method(let method):
      signature(
        "\(method.qualifiedName)(\(labels.joined(separator: ", ")))", parameters,
        DocumentationPage([.text(method.summary)]), call.current)
    case .function(let declaration):
      signature(declaration.signature, parameters, Documentation.page(of: declaration), call.current)
    case .builtin(let name, let summary):
      signature(
        "\(name)(\(labels.joined(separator: "; ")))", parameters, DocumentationPage([.text(summary)]), call.current)
    }
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
    // After the last parameter, none is highlighted.
    signature["activeParameter"] = Value(active ?? parameters.count)
    return [
      "signatures": [Value(signature)], "activeSignature": 0, "activeParameter": Value(active ?? parameters.count),
    ]
  }
}
