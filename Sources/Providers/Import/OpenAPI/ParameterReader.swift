import Diagnostics
import JSON

/// Collects the parameters of one operation. Of parameters with the same name, the first is kept.
struct ParameterReader {
  let description: OpenAPIDescription
  /// The operation in notes, such as `GET /pets`.
  let operation: String
  var parameters: [ImportedParameter] = []
  var encoding: BodyEncoding?
  /// The media type of a JSON body; nil for the default.
  var contentType: String?
  var takesOthers = false
  /// The parameter that is the whole body.
  var whole: String?
  /// The first required parameter that is not supported.
  private(set) var lacks: (what: String, range: SourceRange)?
  /// The body in Swagger 2; form fields are in `fields`.
  var bodyNode: SourceNode?
  var fields: [(name: String, node: SourceNode)] = []
  /// The prefixes of path parameters that styles require.
  private var textBefore: [String: String] = [:]
  var notes: ImportNotes { description.notes }

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
      guard let node = description.resolve(element)?.node else {
        notes.omit("a parameter of \(operation): its reference cannot be resolved", element.start)
        continue
      }
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
    case "querystring": omit(node, "the query as one text, `\(name)`")
    case "header":
      // OpenAPI ignores parameters with these names.
      if ["accept", "content-type", "authorization"].contains(name.lowercased()) { return node.ignore() }
      guard HeaderName.isPlain(name) else { return omit(node, "`\(name)`, which is not a name of a header") }
      add(name, .header, node)
    case "body" where description.isSwagger: if bodyNode == nil { bodyNode = node }
    case "formData" where description.isSwagger: fields.append((name, node))
    case "cookie": omit(node, "the cookie `\(name)`")
    default: notes.warn("a parameter cannot be in `\(place)`", node["in"]?.range ?? node.start)
    }
  }

  mutating func add(_ name: String, _ place: ParameterPlace, _ node: SourceNode) {
    // The operation's own parameters replace those of its path.
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
    parameter.arrays = indexed(style.arrays, schema)
    if parameter.arrays == .commas, place == .path { parameter.type = "any" }
    if !style.textBefore.isEmpty { textBefore[name] = style.textBefore }
    append(parameter, node.start)
  }

  /// The style for values of a schema: if names have brackets, objects in arrays need their index in the name.
  func indexed(_ style: ArrayStyle?, _ schema: SourceNode?) -> ArrayStyle? {
    guard let schema, style == .brackets || style == nil && encoding == .form else { return style }
    return description.hasListOfObjects(schema) ? .indexed : style
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

  mutating func append(_ parameter: ImportedParameter, _ range: SourceRange) {
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

  private mutating func omit(_ node: SourceNode, _ what: String) {
    let isRequired = node["required"]?.bool == true && !isCredential(node)
    node.ignoreAll()
    if isRequired {
      lacks = lacks ?? (what, node.start)
    } else {
      notes.omit("\(what) of \(operation)", node.start)
    }
  }

  /// Whether a cookie is the credential of a security scheme.
  private func isCredential(_ node: SourceNode) -> Bool {
    let schemes = description.member("securitySchemes", of: description.root["components"])?.members ?? []
    return schemes.contains { scheme in
      description.resolve(scheme.value).map {
        $0.node.peek("in")?.text == "cookie" && $0.node.peek("name")?.text == node.peek("name")?.text
      } ?? false
    }
  }

  // MARK: Schemas

  func parameter(_ name: String, _ place: ParameterPlace, _ node: SourceNode?) -> ImportedParameter {
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
