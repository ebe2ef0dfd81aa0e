import Diagnostics

/// Lists the members of a description that the import ignored: each name once, with its locations.
struct UnreadMembers {
  let notes: ImportNotes

  /// Walks the parts of a description that were read, in all files.
  func list(in description: OpenAPIDescription) {
    walk(description.root)
    for node in description.referenced { walk(node) }
  }

  private func walk(_ node: SourceNode) {
    switch node.content {
    case .scalar: break
    case .array(let elements): elements.forEach(walk)
    case .object(let members):
      let (unread, read) = members.takeHalves()
      for member in unread where !Self.isHarmless(member.name) {
        notes.omit("`\(visible(member.name))`, which edush does not understand here", member.nameRange)
      }
      for member in read { walk(member.value) }
    }
  }

  private func visible(_ name: String) -> String { Prose.sentence(name, atMost: 60) }

  /// Whether a member affects neither requests nor the reading of responses.
  private static func isHarmless(_ name: String) -> Bool {
    name.hasPrefix("x-") || name.hasPrefix("X-") || words.contains(name) || constraints.contains(name)
      || name.count == 3 && name.first?.isNumber == true
  }

  /// Members for people and other tools.
  private static let words: Set = [
    "$anchor", "$comment", "$defs", "$id", "$schema", "$self", "$vocabulary", "allowEmptyValue", "authorizationUrl",
    "bearerFormat", "components", "contact", "default", "definitions", "deprecated", "description", "discriminator",
    "example", "examples", "externalDocs", "flow", "flows", "headers", "info", "jsonSchemaDialect", "kind", "license",
    "links", "mapping", "mediaTypes", "name", "openIdConnectUrl", "operationId", "parameters", "parent", "pathItems",
    "refreshUrl", "requestBodies", "responses", "schemas", "schemes", "scopes", "securitySchemes", "summary", "tags",
    "termsOfService", "title", "tokenUrl", "value", "version", "xml",
  ]

  /// Constraints that servers check.
  private static let constraints: Set = [
    "additionalItems", "additionalProperties", "contains", "contentEncoding", "contentMediaType", "contentSchema",
    "dependencies", "dependentRequired", "dependentSchemas", "else", "exclusiveMaximum", "exclusiveMinimum", "format",
    "if", "maxContains", "maxItems", "maxLength", "maxProperties", "maximum", "minContains", "minItems", "minLength",
    "minProperties", "minimum", "multipleOf", "not", "pattern", "patternProperties", "prefixItems", "propertyNames",
    "required", "then", "type", "unevaluatedItems", "unevaluatedProperties", "uniqueItems", "writeOnly",
  ]
}
