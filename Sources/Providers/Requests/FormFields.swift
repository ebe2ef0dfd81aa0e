import JSON

/// Values as the fields of a form or query: nested objects get bracket names, arrays empty brackets.
enum FormFields {
  /// A parameter of a query, whose values travel as it says.
  static func fields(_ parameter: Parameter, _ value: Value) -> [(name: String, value: String)] {
    guard let values = value.array else { return fields(parameter.name, value) }
    switch parameter.arrays {
    case .brackets: return fields(parameter.name, value)
    case .repeated: return values.flatMap { fields(parameter.name, $0) }
    case .commas: return [(parameter.name, values.map(\.plainText).joined(separator: ","))]
    }
  }

  static func fields(_ name: String, _ value: Value) -> [(name: String, value: String)] {
    switch value.kind {
    case .object:
      (value.object ?? [:]).flatMap { fields(BracketName.nested(name, $0.key.string), $0.value) }
    case .array: (value.array ?? []).flatMap { fields(name + "[]", $0) }
    case .null: [(name, "")]
    case .false, .true, .number, .string: [(name, value.plainText)]
    }
  }
}
