import HTTP
import JSON

/// What makes a server carry out another verb than the one on the request line: Rails and its like read it from a header
/// or from a field, and then a call would mean one thing to policy and another there.
enum VerbOverride {
  /// The header or field of a request that overrides its verb; nil where there is none.
  static func name(in meant: MeantRequest) -> String? {
    if let header = meant.headers.first(where: { isHeader($0.name) }) { return header.name }
    if let field = meant.query.first(where: { isField($0.name) }) { return field.name }
    return bodyNames(meant).first(where: isField)
  }

  private static func isHeader(_ name: String) -> Bool {
    let name = name.lowercased().replacing("_", with: "-")
    return ["x-http-method-override", "x-http-method", "x-method-override"].contains(name)
  }

  private static func isField(_ name: String) -> Bool {
    name.lowercased().prefix { $0 != "[" }.drop { $0 == " " } == "_method"
  }

  private static func bodyNames(_ meant: MeantRequest) -> [String] {
    if let body = meant.body { return body.keys.map(\.string) }
    switch meant.other?.content {
    case .form(let fields): return fields.map(\.name)
    case .json: return (try? Value.parse(utf8: meant.other?.bytes ?? []))?.object?.keys.map(\.string) ?? []
    case .none?, .raw, nil: return []
    }
  }
}
