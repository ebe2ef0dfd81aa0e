import Query

// Describes the write declarations of a manifest in plain English.

extension Manifest {
  /// How the object of a write is read: `The object is read with pads.get.`; nil for reads and if there is no such
  /// method.
  func readingText(of endpoint: Endpoint) -> String? {
    guard endpoint.risk != .read, let use = reading(of: endpoint) else { return nil }
    return "The object is read with \(use.method)."
  }

  /// How edush determines whether a write was carried out after its response was lost; nil for reads.
  func probeText(of endpoint: Endpoint) -> String? {
    guard endpoint.risk != .read else { return nil }
    let text: String
    switch endpoint.probe {
    case nil: text = "no way to find out whether it was done"
    case .never(let reason): text = reason
    case .read(let probe):
      let method = probe.read?.method ?? reading(of: endpoint)?.method ?? "nothing"
      text = "\(method) shows whether \(probe.finding.text)"
    }
    return "After a lost response: \(text)."
  }
}

extension Endpoint {
  /// How the write is undone: `Undo: pads.delete; …`; nil for reads.
  var undoText: String? {
    guard risk != .read else { return nil }
    switch undo {
    case nil: return "Undo: none."
    case .never(let reason): return "Undo: none; \(reason)."
    case .call(let undo): return "Undo: \(undo.text)."
    }
  }
}

extension Undo {
  fileprivate var text: String {
    var text = method
    if case .former(let names) = arguments { text += " with the previous \(names.joined(separator: ", "))" }
    if each != nil { text += ", once for each" }
    return text + (caveat.map { "; \($0)" } ?? "")
  }
}

extension Probe.Finding {
  fileprivate var text: String {
    switch self {
    case .created: "it was created"
    case .changed: "it was changed"
    case .gone: "it is gone"
    case .present: "it exists"
    case .decided: "it was done"
    }
  }
}
