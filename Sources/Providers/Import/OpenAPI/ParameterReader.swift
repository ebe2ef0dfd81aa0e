import Diagnostics
import JSON

/// Gathers the parameters of one operation; the first of a name stays.
struct ParameterReader {
  let description: OpenAPIDescription
  /// `GET /pets`, for notes.
  let operation: String
  private(set) var parameters: [ImportedParameter] = []
  private(set) var encoding: BodyEncoding?
  private(set) var takesOthers = false
  private var notes: ImportNotes { description.notes }

  init(description: OpenAPIDescription, operation: String) {
    self.description = description
    self.operation = operation
  }

  // MARK: Parameters

  mutating func add(parameters list: SourceNode?) {
    guard let list else { return }
    guard case .array(let elements) = list.content else {
      return notes.warn("`parameters` must be an array, not \(list.article)", list.range)
    }
    for element in elements {
      guard let node = description.resolve(element)?.node else { continue }
      guard let name = node["name"]?.text, let place = node["in"]?.text, !name.isEmpty else {
        notes.warn("a parameter needs `name` and `in`", node.start)
        continue
      }
      add(name, place, node)
    }
  }

  private mutating func add(_ name: String, _ place: String, _ node: SourceNode) {
    switch place {
    case "path": add(name, .path, node)
    case "query": add(name, .query, node)
    case "header":
      // OpenAPI says to ignore these three.
      if ["accept", "content-type", "authorization"].contains(name.lowercased()) { return }
      guard HeaderName.isPlain(name) else { return omit(node, "`\(name)` is no name of a header") }
      add(name, .header, node)
    case "cookie": omit(node, "the cookie `\(name)`")
    default: notes.warn("a parameter cannot be in `\(place)`", node["in"]?.range ?? node.start)
    }
  }

  private mutating func add(_ name: String, _ place: ParameterPlace, _ node: SourceNode) {
    // One of the operation's own replaces one of its path's.
    if parameters.contains(where: { $0.name == name && $0.place == place }) { return }
    let content = node["content"]?.members.first?.value["schema"]
    var parameter = parameter(name, place, node["schema"] ?? content)
    parameter.isRequired = place == .path || node["required"]?.bool ?? false
    if let text = node["description"]?.text { parameter.summary = text }
    parameter.example =
      scalar(node["example"]?.whole ?? node["examples"]?.members.first?.value["value"]?.whole)
      ?? parameter.example
    if node["deprecated"]?.bool == true { parameter.summary = "Deprecated. " + parameter.summary }
    if parameter.type == "any", place == .query { parameter.arrays = arrays(node) }
    append(parameter, node.start)
  }

  /// How several values travel; the usual style of OpenAPI is to repeat the name.
  private func arrays(_ node: SourceNode) -> ArrayStyle {
    let style = node["style"]?.text ?? "form"
    if node["name"]?.text?.hasSuffix("[]") == true { return .repeated }
    if style == "deepObject" { return .brackets }
    return node["explode"]?.bool ?? (style == "form") ? .repeated : .commas
  }

  /// Parameters that the path names and nothing describes.
  mutating func addPath(_ segments: [PathSegment], _ range: SourceRange) {
    for case .parameter(let name) in segments
    where !parameters.contains(where: { $0.name == name && $0.place == .path }) {
      notes.warn("the path names `\(name)`, which is not described", range, "it is taken as an id")
      var parameter = ImportedParameter(name: name, place: .path, type: "id")
      parameter.isRequired = true
      append(parameter, range)
    }
    parameters.removeAll { $0.place == .path && !segments.contains(.parameter($0.name)) }
  }

  private mutating func append(_ parameter: ImportedParameter, _ range: SourceRange) {
    if let other = parameters.firstIndex(where: { $0.name == parameter.name }) {
      guard parameter.place == .path else {
        return notes.omit(
          "`\(parameter.name)` of \(operation) in the \(parameter.place.rawValue): it is in the "
            + "\(parameters[other].place.rawValue), too, and a name stands once", range)
      }
      parameters.remove(at: other)
    }
    parameters.append(parameter)
  }

  private func omit(_ node: SourceNode, _ what: String) { notes.omit("\(what) of \(operation)", node.start) }

  // MARK: Bodies

  /// Adds the members of a body; false, with a note, where the manifest cannot send it.
  mutating func add(body node: SourceNode?) -> Bool {
    guard let node, let body = description.resolve(node)?.node else { return true }
    let types = body["content"]?.members ?? []
    guard let (type, encoding) = Self.mediaType(types) else {
      guard let first = types.first else { return true }
      return refuse(body, "its body travels as \(first.name), which edush does not send")
    }
    guard let schemaNode = type.value["schema"] else {
      self.encoding = encoding
      takesOthers = true
      return true
    }
    let schema = description.schema(schemaNode)
    guard schema.kind == .object || schema.kind == .any else {
      return refuse(
        body,
        "its body is \(schema.kind == .array ? "an array" : "a \(schema.kind.rawValue)"), not an object; `request` sends it"
      )
    }
    takesOthers = schema.isOpen || schema.kind == .any && schema.properties.isEmpty
    // Nothing travels in an empty one.
    if takesOthers || !schema.properties.isEmpty { self.encoding = encoding }
    let isRequired = body["required"]?.bool ?? false
    for property in schema.properties { add(property, of: schema, isRequired: isRequired) }
    return true
  }

  private mutating func add(_ property: Schema.Property, of schema: Schema, isRequired: Bool) {
    guard !property.name.isEmpty else { return }
    var parameter = parameter(property.name, .body, property.schema)
    guard !parameter.isReadOnly else { return }
    parameter.isRequired = isRequired && schema.required.contains(property.name)
    append(parameter, property.range)
  }

  private func refuse(_ body: SourceNode, _ why: String) -> Bool {
    notes.omit("\(operation): \(why)", body.start)
    return false
  }

  private static func mediaType(_ types: [SourceNode.Member]) -> (SourceNode.Member, BodyEncoding)? {
    let json = types.first { $0.name.hasPrefix("application/json") } ?? types.first { $0.name.contains("+json") }
    if let json = json ?? types.first(where: { $0.name == "*/*" }) { return (json, .json) }
    return types.first { $0.name.hasPrefix("application/x-www-form-urlencoded") }.map { ($0, .form) }
  }

  // MARK: Schemas

  private func parameter(_ name: String, _ place: ParameterPlace, _ node: SourceNode?) -> ImportedParameter {
    var parameter = ImportedParameter(name: name, place: place, type: place == .path ? "id" : "any")
    guard let node else { return parameter }
    let schema = description.schema(node)
    parameter.type = schema.parameterType(place)
    parameter.isUnixTime = schema.format == "unix-time"
    parameter.choices = schema.kind == .array || schema.kind == .object ? [] : schema.choices
    parameter.defaultValue = scalar(schema.defaultValue)
    parameter.example = scalar(schema.example)
    parameter.summary = (schema.isDeprecated ? "Deprecated. " : "") + schema.summary
    parameter.maximum = schema.maximum
    parameter.isReadOnly = schema.isReadOnly
    return parameter
  }

  private func scalar(_ value: Value?) -> Value? { value.flatMap { $0.count == nil && !$0.isNull ? $0 : nil } }
}

extension Schema {
  /// The type of a parameter of this schema, as manifests name it.
  fileprivate func parameterType(_ place: ParameterPlace) -> String {
    switch (kind, format) {
    case (.string, "date-time"), (.integer, "unix-time"): return "time"
    case (.string, "email"): return "email"
    case (.string, "uri"), (.string, "url"): return "url"
    case (.string, "uuid"): return "id"
    case (.any, _), (.string, _), (.integer, _), (.array, _):
      // What stands in a path is opaque.
      if place == .path { return choices.isEmpty ? "id" : "string" }
      return kind == .array ? "any" : kind.rawValue
    case (.number, _), (.boolean, _), (.object, _): return kind.rawValue
    case (.null, _): return "any"
    }
  }
}

/// What may stand as the name of a header field (RFC 9110, section 5.6.2).
enum HeaderName {
  static func isPlain(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        "!#$%&'*+-.^_`|~".utf8.contains(byte) || byte < 128 && Character(Unicode.Scalar(byte)).isLetter
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      }
  }
}
