import Diagnostics
import JSON

/// Collects the parameters of one operation. Of parameters with the same name, the first is kept.
struct ParameterReader {
  let description: OpenAPIDescription
  /// The operation in notes, such as `GET /pets`.
  let operation: String
  private(set) var parameters: [ImportedParameter] = []
  private(set) var encoding: BodyEncoding?
  /// The media type of a JSON body; nil for the default.
  private(set) var contentType: String?
  private(set) var takesOthers = false
  /// The body parameter and the form fields of Swagger 2.
  private var bodyNode: SourceNode?
  private var fields: [(name: String, node: SourceNode)] = []
  /// The prefixes that styles add to path parameters.
  private var textBefore: [String: String] = [:]
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
    case "querystring": omit(node, "the query as one text, `\(name)`,")
    case "header":
      // OpenAPI ignores parameters with these names.
      if ["accept", "content-type", "authorization"].contains(name.lowercased()) { return node.ignore() }
      guard HeaderName.isPlain(name) else { return omit(node, "`\(name)`, which is not a name of a header,") }
      add(name, .header, node)
    case "body" where description.isSwagger: if bodyNode == nil { bodyNode = node }
    case "formData" where description.isSwagger: fields.append((name, node))
    case "cookie": omit(node, "the cookie `\(name)`")
    default: notes.warn("a parameter cannot be in `\(place)`", node["in"]?.range ?? node.start)
    }
  }

  private mutating func add(_ name: String, _ place: ParameterPlace, _ node: SourceNode) {
    // A parameter of the operation replaces one of the path.
    if parameters.contains(where: { $0.name == name && $0.place == place }) { return }
    let content = node["content"]?.members.first
    let schema = node["schema"] ?? content?.value["schema"] ?? (description.isSwagger ? node : nil)
    var parameter = parameter(name, place, schema)
    parameter.isRequired = place == .path || node["required"]?.bool ?? false
    if let text = node["description"]?.text { parameter.summary = text }
    parameter.example =
      scalar(node["example"]?.whole ?? node["examples"]?.members.first?.value["value"]?.whole)
      ?? parameter.example
    if node["deprecated"]?.bool == true { parameter.summary = "Deprecated. " + parameter.summary }
    let style = ParameterStyle(node, place, kind(of: schema), content: content?.name, notes)
    parameter.arrays = style.arrays
    if parameter.arrays == .commas, place == .path { parameter.type = "any" }
    if !style.textBefore.isEmpty { textBefore[name] = style.textBefore }
    append(parameter, node.start)
  }

  private func kind(of node: SourceNode?) -> Schema.Kind { node.map { description.schema($0).kind } ?? .any }

  /// Adds undocumented path parameters, and the prefixes that styles require.
  mutating func addPath(_ segments: inout [PathSegment], _ range: SourceRange) {
    let names = segments.flatMap(\.parameters)
    for name in names where !parameters.contains(where: { $0.name == name && $0.place == .path }) {
      notes.warn("the path names `\(name)`, which is not described", range, "it is taken as an id", group: "path")
      var parameter = ImportedParameter(name: name, place: .path, type: "id")
      parameter.isRequired = true
      append(parameter, range)
    }
    parameters.removeAll { $0.place == .path && !names.contains($0.name) }
    segments = segments.map { segment in
      textBefore.isEmpty ? segment : PathSegment(segment.filled { (textBefore[$0] ?? "") + "{\($0)}" })
    }
  }

  private mutating func append(_ parameter: ImportedParameter, _ range: SourceRange) {
    if let other = parameters.firstIndex(where: { $0.name == parameter.name }) {
      guard parameter.place == .path else {
        return notes.omit(
          "`\(parameter.name)` of \(operation) in the \(parameter.place.rawValue): it is also in the "
            + "\(parameters[other].place.rawValue), and a name can be used once", range)
      }
      parameters.remove(at: other)
    }
    parameters.append(parameter)
  }

  private func omit(_ node: SourceNode, _ what: String) {
    node.ignore()
    notes.omit("\(what) of \(operation)", node.start)
  }

  // MARK: Bodies

  /// Adds the members of a body. If manifests do not support it, adds a note and returns false.
  mutating func add(body node: SourceNode?) -> Bool {
    guard let node else { return true }
    guard let body = description.resolve(node)?.node else { return false }
    let types = body["content"]?.members ?? []
    guard let type = Self.sendable(types.map(\.name)) else {
      guard let first = types.first else { return true }
      return refuse(body, "its body travels as \(first.name), which edush does not send")
    }
    guard let media = types.first(where: { $0.name == type }).flatMap({ description.resolve($0.value)?.node }) else {
      return false
    }
    return add(media["schema"], type, media, body)
  }

  /// Adds the Swagger 2 body, one parameter or several. If manifests do not support it, adds a note and returns false.
  mutating func addBody(consuming types: [String]) -> Bool {
    if let body = bodyNode {
      let type = Self.sendable(types.isEmpty ? ["application/json"] : types)
      guard let type else { return refuse(body, "its body travels as \(types[0]), which edush does not send") }
      return add(body["schema"], type, nil, body)
    }
    guard !fields.isEmpty else { return true }
    if let file = fields.first(where: { $0.node["type"]?.text == "file" }) {
      return refuse(file.node, "its body has the file `\(file.name)`, which edush does not send")
    }
    encoding = .form
    for (name, node) in fields { add(name, .body, node) }
    return true
  }

  /// - Parameters:
  ///   - media: specifies how the members of a form are encoded.
  ///   - body: specifies whether it is required.
  private mutating func add(
    _ schemaNode: SourceNode?, _ type: String, _ media: SourceNode?, _ body: SourceNode
  ) -> Bool {
    let encoding: BodyEncoding = MediaType.isForm(type) ? .form : .json
    if encoding == .json, !MediaType.isPlainJSON(type) { contentType = MediaType.essence(type) }
    guard let schemaNode else {
      self.encoding = encoding
      takesOthers = true
      return true
    }
    let schema = description.schema(schemaNode)
    guard schema.kind == .object || schema.kind == .any else {
      let kind = schema.kind == .array ? "an array" : "a \(schema.kind.rawValue)"
      return refuse(body, "its body is \(kind), not an object; `request` sends it")
    }
    takesOthers = schema.isOpen || schema.kind == .any && schema.properties.isEmpty
    // An empty body is not sent.
    if takesOthers || !schema.properties.isEmpty { self.encoding = encoding }
    let isRequired = body["required"]?.bool ?? false
    let styles = media?["encoding"]
    for property in schema.properties {
      add(property, of: schema, isRequired: isRequired, encoding == .form ? .some(styles?[property.name]) : nil)
    }
    return true
  }

  /// - Parameter field: the encoding in a form; nil for JSON.
  private mutating func add(
    _ property: Schema.Property, of schema: Schema, isRequired: Bool, _ field: SourceNode??
  ) {
    guard !property.name.isEmpty else { return }
    var parameter = parameter(property.name, .body, property.schema)
    guard !parameter.isReadOnly else { return }
    parameter.isRequired = isRequired && schema.required.contains(property.name)
    if case .some(let encoding) = field {
      let inner = description.schema(property.schema)
      parameter.arrays = ParameterStyle(field: encoding, inner, notes).arrays
    }
    append(parameter, property.range)
  }

  private func refuse(_ body: SourceNode, _ why: String) -> Bool {
    notes.omit("\(operation): \(why)", body.start)
    return false
  }

  /// The preferred media type for sending the body.
  private static func sendable(_ types: [String]) -> String? {
    types.first(where: MediaType.isPlainJSON) ?? types.first { MediaType.isJSON($0) && !$0.contains("json-patch") }
      ?? types.first(where: MediaType.isJSON) ?? types.first { $0 == "*/*" || $0 == "application/*" }
      ?? types.first(where: MediaType.isForm)
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
    parameter.minimum = schema.minimum
    parameter.maximum = schema.maximum
    parameter.isReadOnly = schema.isReadOnly
    parameter.isNullable = schema.isNullable
    return parameter
  }

  private func scalar(_ value: Value?) -> Value? { value.flatMap { $0.count == nil && !$0.isNull ? $0 : nil } }
}

extension Schema {
  /// The manifest type for a parameter with this schema.
  fileprivate func parameterType(_ place: ParameterPlace) -> String {
    switch (kind, format) {
    case (.string, "date-time"), (.integer, "unix-time"): return "time"
    case (.string, "email"): return "email"
    case (.string, "uri"), (.string, "url"): return "url"
    case (.string, "uuid"): return "id"
    case (.any, _), (.string, _), (.integer, _), (.array, _):
      // Path parameters are opaque.
      if place == .path { return choices.isEmpty ? "id" : "string" }
      return kind == .array ? "any" : kind.rawValue
    case (.number, _), (.boolean, _), (.object, _): return kind.rawValue
    case (.null, _): return "any"
    }
  }
}

/// Names of header fields (RFC 9110, section 5.6.2).
enum HeaderName {
  static func isPlain(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        "!#$%&'*+-.^_`|~".utf8.contains(byte) || byte < 128 && Character(Unicode.Scalar(byte)).isLetter
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      }
  }
}
