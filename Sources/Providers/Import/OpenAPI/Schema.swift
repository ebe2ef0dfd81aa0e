import Diagnostics
import JSON

/// A schema with its references and parts resolved.
struct Schema {
  enum Kind: String {
    case any, string, integer, number, boolean, object, array, null
  }

  var kind = Kind.any
  var format: String?
  /// The allowed values, as written.
  var choices: [String] = []
  var properties: [Property] = []
  var required: Set<String> = []
  /// Whether undocumented members are allowed.
  var isOpen = false
  var items: SourceNode?
  var defaultValue: Value?
  var example: Value?
  var summary = ""
  var minimum: Int?
  var maximum: Int?
  var isReadOnly = false
  var isNullable = false
  var isDeprecated = false
  /// The name of the component.
  var name: String?

  struct Property {
    var name: String
    var schema: SourceNode
    var range: SourceRange
  }
}

extension OpenAPIDescription {
  /// Resolves a schema: merges `allOf`, and accepts everything that any part of `oneOf` and `anyOf` accepts. In a
  /// cycle, a part that is already being resolved contributes nothing.
  func schema(_ node: SourceNode) -> Schema {
    guard step(), let resolved = resolve(node) else { return Schema() }
    guard var schema = target(of: node, resolved) else { return parts(of: resolved.node) }
    // Siblings of a reference describe its use (OpenAPI 3.1).
    if node.size > 2 {
      var own = parts(of: node)
      own.add(schema)
      own.name = schema.name
      schema = own
    }
    return schema
  }

  /// The target of a reference; nil if the node is not a reference.
  private func target(of node: SourceNode, _ resolved: Resolved) -> Schema? {
    guard let reference = resolved.reference else { return nil }
    var schema: Schema
    if let known = schemas[reference] {
      schema = known ?? Schema()
    } else {
      schemas[reference] = .some(nil)
      schema = parts(of: resolved.node)
      schema.name = resolved.name
      schemas[reference] = schema
    }
    return schema
  }

  private func parts(of node: SourceNode) -> Schema {
    var schema = Schema(node)
    for part in node["allOf"]?.elements ?? [] { schema.add(self.schema(part)) }
    for word in ["oneOf", "anyOf"] {
      let variants = (node[word]?.elements ?? []).prefix(100).map { self.schema($0) }
      schema.add(anyOf: variants.filter { $0.kind != .null })
      schema.isNullable = schema.isNullable || variants.contains { $0.kind == .null || $0.isNullable }
    }
    return schema
  }
}

extension OpenAPIDescription {
  /// Whether values of a schema contain arrays of objects.
  func hasListOfObjects(_ node: SourceNode, depth: Int = 0) -> Bool {
    guard depth < 4 else { return false }
    let schema = schema(node)
    if schema.kind == .array, let items = schema.items {
      return self.schema(items).kind == .object || hasListOfObjects(items, depth: depth + 1)
    }
    return schema.properties.contains { hasListOfObjects($0.schema, depth: depth + 1) }
  }
}

extension Schema {
  /// Reads a single schema object without its parts.
  fileprivate init(_ node: SourceNode) {
    let types = node["type"].map { $0.text.map { [$0] } ?? $0.elements.compactMap(\.text) } ?? []
    let named = types.filter { $0 != "null" }
    if named.count == 1, let kind = Kind(rawValue: named[0]) {
      self.kind = kind
    } else if types == ["null"] {
      kind = .null
    }
    format = node["format"]?.text
    choices = (node["enum"]?.elements ?? [node["const"]].compactMap(\.self)).compactMap(\.text)
    properties = (node["properties"]?.members ?? []).map {
      Property(name: $0.name, schema: $0.value, range: $0.nameRange)
    }
    required = Set(node["required"]?.elements.compactMap(\.text) ?? [])
    items = node["items"]
    if kind == .any, !properties.isEmpty { kind = .object }
    if kind == .any, items != nil { kind = .array }
    let others = node["additionalProperties"]
    isOpen =
      kind == .object
      && (others?.isObject == true || others?.bool == true || others == nil && node["properties"] == nil)
    defaultValue = node["default"].map(\.whole)
    example = node["example"]?.whole ?? node["examples"]?.elements.first?.whole
    let title = node["title"]?.text ?? ""
    // A one-word title is a type name.
    summary = node["description"]?.text ?? (title.contains(" ") ? title : "")
    minimum = node["minimum"]?.int
    maximum = node["maximum"]?.int
    isReadOnly = node["readOnly"]?.bool ?? false
    isNullable =
      node["nullable"]?.bool ?? types.contains("null") || node["enum"]?.elements.contains(where: \.isNull) == true
    isDeprecated = node["deprecated"]?.bool ?? false
  }

  /// Merges a schema that applies in addition.
  fileprivate mutating func add(_ other: Schema) {
    if kind == .any { kind = other.kind }
    format = format ?? other.format
    if choices.isEmpty { choices = other.choices }
    add(other.properties)
    required.formUnion(other.required)
    isOpen = isOpen || other.isOpen
    items = items ?? other.items
    defaultValue = defaultValue ?? other.defaultValue
    example = example ?? other.example
    if summary.isEmpty { summary = other.summary }
    minimum = minimum ?? other.minimum
    maximum = maximum ?? other.maximum
    isReadOnly = isReadOnly || other.isReadOnly
    isNullable = isNullable || other.isNullable
  }

  /// Merges alternatives: only members required by all are required; members of any are accepted.
  fileprivate mutating func add(anyOf variants: [Schema]) {
    guard let first = variants.first else { return }
    if variants.count == 1 { return add(first) }
    if kind == .any, variants.allSatisfy({ $0.kind == first.kind }) { kind = first.kind }
    if kind == first.kind, variants.allSatisfy({ $0.format == first.format }) { format = format ?? first.format }
    if choices.isEmpty, variants.allSatisfy({ !$0.choices.isEmpty }) {
      choices = Self.distinct(variants.flatMap(\.choices))
    }
    add(Self.union(variants))
    required.formUnion(variants.dropFirst().reduce(first.required) { $0.intersection($1.required) })
    isOpen = isOpen || variants.contains(where: \.isOpen)
    if kind == .array { items = items ?? first.items }
    if kind == first.kind { example = example ?? variants.lazy.compactMap(\.example).first }
    if variants.allSatisfy({ $0.defaultValue == first.defaultValue }) {
      defaultValue = defaultValue ?? first.defaultValue
    }
    if summary.isEmpty { summary = first.summary }
  }

  private static func distinct(_ texts: [String]) -> [String] {
    var known: Set<String> = []
    return texts.filter { known.insert($0).inserted }
  }

  /// The members of all alternatives. A member of several alternatives accepts what any of them accepts.
  private static func union(_ variants: [Schema]) -> [Property] {
    let all = variants.flatMap(\.properties)
    let groups = Dictionary(grouping: all, by: \.name)
    var names = Set<String>()
    return all.compactMap { property in
      guard names.insert(property.name).inserted, let same = groups[property.name] else { return nil }
      guard same.count > 1 else { return property }
      return Property(name: property.name, schema: SourceNode(anyOf: same.map(\.schema)), range: property.range)
    }
  }

  private mutating func add(_ others: [Property]) {
    var known = Set(properties.map(\.name))
    for other in others where known.insert(other.name).inserted { properties.append(other) }
  }
}

extension SourceNode {
  /// A schema that accepts what any of several schemas does.
  fileprivate init(anyOf variants: [SourceNode]) {
    let range = variants[0].range
    let list = SourceNode(content: .array(variants), range: range, size: variants.reduce(1) { $0 + $1.size })
    let member = Member(name: "anyOf", nameRange: range, value: list)
    self.init(content: .object(Members([member])), range: range, size: list.size + 1)
  }
}
