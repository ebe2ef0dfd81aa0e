import JSON

/// Encodes values as fields of a form or query. Nested objects have bracket names, and arrays have empty brackets.
enum FormFields {
  /// The fields of a value, with arrays and objects in a given style.
  static func fields(_ name: String, _ value: Value, _ style: ArrayStyle) -> [(name: String, value: String)] {
    guard value.count != nil, value.kind != .string else { return fields(name, value) }
    switch style {
    case .brackets: return fields(name, value)
    case .indexed: return fields(name, value, isIndexed: true)
    case .repeated:
      if let members = value.object { return members.flatMap { fields($0.key.string, $0.value) } }
      return (value.array ?? []).flatMap { fields(name, $0) }
    case .commas, .spaces, .pipes, .json: return [(name, text(value, style))]
    }
  }

  /// A value as a single string.
  static func text(_ value: Value, _ style: ArrayStyle) -> String {
    guard value.kind == .array || value.kind == .object else { return value.plainText }
    let isOwn = style == .repeated
    let parts =
      value.array?.map(\.plainText)
      ?? (value.object ?? [:]).flatMap { member in
        isOwn ? ["\(member.key.string)=\(member.value.plainText)"] : [member.key.string, member.value.plainText]
      }
    switch style {
    case .brackets, .indexed, .repeated, .commas: return parts.joined(separator: ",")
    case .spaces: return parts.joined(separator: " ")
    case .pipes: return parts.joined(separator: "|")
    case .json: return value.json()
    }
  }

  /// - Parameter isIndexed: whether names contain the index of objects in arrays, so that their members stay together.
  static func fields(_ name: String, _ value: Value, isIndexed: Bool = false) -> [(name: String, value: String)] {
    switch value.kind {
    case .object:
      (value.object ?? [:]).flatMap {
        fields(BracketName.nested(name, $0.key.string), $0.value, isIndexed: isIndexed)
      }
    case .array:
      (value.array ?? []).enumerated().flatMap { index, element in
        let isPlaced = isIndexed && (element.kind == .object || element.kind == .array)
        return fields(name + (isPlaced ? "[\(index)]" : "[]"), element, isIndexed: isIndexed)
      }
    case .null: [(name, "")]
    case .false, .true, .number, .string: [(name, value.plainText)]
    }
  }
}
