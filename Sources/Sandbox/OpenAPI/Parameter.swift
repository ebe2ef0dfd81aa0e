/// A documented parameter, for the sandbox's OpenAPI document.
struct Parameter: Sendable {
  enum Place: Sendable { case query, form, json }
  enum Kind: String, Sendable { case string, integer, boolean, object }

  let name: String
  let place: Place
  var kind = Kind.string
  var isRequired = false

  static func query(_ name: String, _ kind: Kind = .string, isRequired: Bool = false) -> Parameter {
    Parameter(name: name, place: .query, kind: kind, isRequired: isRequired)
  }

  static func form(_ name: String, _ kind: Kind = .string, isRequired: Bool = false) -> Parameter {
    Parameter(name: name, place: .form, kind: kind, isRequired: isRequired)
  }

  static func json(_ name: String, _ kind: Kind = .string, isRequired: Bool = false) -> Parameter {
    Parameter(name: name, place: .json, kind: kind, isRequired: isRequired)
  }
}
