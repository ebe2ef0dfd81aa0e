/// The documented shape of a response in a manifest, limited in depth and length.
struct AnswerText {
  private static let deepest = 3

  private let description: OpenAPIDescription
  /// The remaining number of members to write.
  private var room = 80

  init(_ description: OpenAPIDescription) {
    self.description = description
  }

  static func text(of node: SourceNode, _ description: OpenAPIDescription) -> ManifestText {
    var writer = AnswerText(description)
    return writer.text(description.schema(node), depth: 0)
  }

  private mutating func text(_ schema: Schema, depth: Int) -> ManifestText {
    switch schema.kind {
    case .array:
      guard let items = schema.items, depth < Self.deepest, room > 0 else { return .string("any") }
      return .array([text(description.schema(items), depth: depth + 1)])
    case .object:
      guard !schema.properties.isEmpty, depth < Self.deepest, room > 0 else { return .string("any") }
      return .object(members(schema, depth: depth), .filled)
    case .string: return word("string", schema, depth)
    case .integer, .number: return word("number", schema, depth)
    case .boolean: return word("boolean", schema, depth)
    case .null: return .string("null")
    case .any: return word("any", schema, depth)
    }
  }

  /// The members of an object take precedence over nested ones.
  private mutating func members(_ schema: Schema, depth: Int) -> [ManifestMember] {
    let properties = schema.properties.prefix(room)
    room -= properties.count
    return properties.map { property in
      ManifestMember(property.name, text(description.schema(property.schema), depth: depth + 1))
    }
  }

  private func word(_ name: String, _ schema: Schema, _ depth: Int) -> ManifestText {
    let summary = depth > 1 ? "" : Prose.sentence(schema.summary, atMost: 80)
    return .string(summary.isEmpty ? name : "\(name): \(summary)")
  }
}
