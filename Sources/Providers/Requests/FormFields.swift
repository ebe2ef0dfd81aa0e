import JSON

/// Values as the fields of a form or query: nested objects get bracket names, arrays empty brackets.
enum FormFields {
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
