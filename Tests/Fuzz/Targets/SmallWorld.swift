import JSON
import Query
import Script

/// A world for the checker: one provider, no effects.
struct SmallWorld: CheckEnvironment {
  var catalog: (any Catalog)? { SmallCatalog() }
  func objection(to method: MethodSignature, of account: Account, arguments: [String: Value?]) -> Objection? {
    method.risk == .destructive ? Objection("forbidden", hint: "allow it") : nil
  }
}

struct SmallCatalog: Catalog {
  private static let pad = Shape.object([
    Shape.Field(name: "id", shape: .string), Shape.Field(name: "title", shape: .string),
    Shape.Field(name: "events", shape: .array(.object([Shape.Field(name: "kind", shape: .string)]))),
  ])

  private static let methods = [
    MethodSignature(
      provider: "coderpad", resource: "pads", name: "list",
      parameters: [ParameterSignature(name: "sort", kind: .string, choices: ["asc", "desc"])], isList: true,
      answer: .array(pad)),
    MethodSignature(
      provider: "coderpad", resource: "pads", name: "get",
      parameters: [ParameterSignature(name: "id", kind: .string, isRequired: true)], positional: ["id"], answer: pad),
    MethodSignature(
      provider: "coderpad", resource: "pads", name: "delete",
      parameters: [ParameterSignature(name: "id", kind: .integer, isRequired: true)], positional: ["id"],
      risk: .destructive),
  ]

  var providers: [String] { ["coderpad", "coursio"] }
  func resources(of provider: String) -> [String] { provider == "coderpad" ? ["pads"] : [] }
  func methods(of provider: String, resource: String) -> [MethodSignature] {
    Self.methods.filter { $0.provider == provider && $0.resource == resource }
  }
  func method(of provider: String, resource: String?, name: String) -> MethodSignature? {
    Self.methods.first { $0.provider == provider && $0.resource == resource && $0.name == name }
  }
  func isOpen(_ provider: String) -> Bool { provider == "coursio" }
}
