import Diagnostics
import JSON

// Reads request bodies: their members become parameters; other bodies become a single parameter.
extension ParameterReader {
  /// Adds the parameters of a body. If manifests do not support it, adds a note and returns false.
  mutating func add(body node: SourceNode?) -> Bool {
    guard let node else { return true }
    guard let body = description.resolve(node)?.node else {
      return refuse(node, "the reference of its body cannot be resolved")
    }
    let types = body["content"]?.members ?? []
    guard let type = Self.sendable(types.map(\.name)) else {
      guard let first = types.first else { return true }
      return refuse(body, "its body travels as \(first.name), which edush does not send")
    }
    guard let media = types.first(where: { $0.name == type }).flatMap({ description.resolve($0.value)?.node }) else {
      return refuse(body, "the reference of its body cannot be resolved")
    }
    return add(media["schema"], type, media, body)
  }

  /// Adds the body or the form fields of Swagger 2. If manifests do not support them, adds a note and returns false.
  mutating func addBody(consuming types: [String]) -> Bool {
    if let body = bodyNode {
      let type = Self.sendable(types.isEmpty ? ["application/json"] : types)
      guard let type else { return refuse(body, "its body travels as \(types[0]), which edush does not send") }
      return add(body["schema"], type, nil, body)
    }
    guard !fields.isEmpty else { return true }
    let isForm = types.contains(where: MediaType.isForm)
    let hasFile = fields.contains { $0.node["type"]?.text == "file" }
    if let type = types.first(where: MediaType.isMultipart), !isForm, !hasFile {
      return refuse(fields[0].node, "its body travels as \(type), which edush does not send")
    }
    encoding = .form
    for (name, node) in fields {
      if node["type"]?.text != "file" {
        add(name, .body, node)
      } else if !omitFile(name, node.start, isOptional: isForm && node["required"]?.bool != true) {
        return false
      }
    }
    return true
  }

  /// - Parameters:
  ///   - media: specifies the encoding of form fields.
  ///   - body: specifies whether the body is required.
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
    if description.resolve(schemaNode) == nil {
      notes.omit("the schema of the body of \(operation): any members are accepted", schemaNode.start)
    }
    let schema = description.schema(schemaNode)
    guard schema.kind == .object || schema.kind == .any else {
      let isText = schema.kind != .array && !MediaType.isJSON(type)
      guard encoding == .json, !isText, !isFile(schema) else {
        let kind = schema.kind == .array ? "an array" : "a \(schema.kind.rawValue)"
        return refuse(body, "its body is \(kind) as \(type), which edush does not send")
      }
      addWhole(schemaNode, body)
      return true
    }
    takesOthers = schema.isOpen || schema.kind == .any && schema.properties.isEmpty
    // A method whose body has no members sends none.
    if takesOthers || !schema.properties.isEmpty { self.encoding = encoding }
    let isRequired = body["required"]?.bool ?? false
    let styles = media?["encoding"]
    for property in schema.properties {
      if isFile(description.schema(property.schema)) {
        let isOptional = !schema.required.contains(property.name)
        guard omitFile(property.name, property.range, isOptional: isOptional) else { return false }
      } else {
        add(property, of: schema, isRequired: isRequired, encoding == .form ? .some(styles?[property.name]) : nil)
      }
    }
    return true
  }

  /// Adds a body other than an object as a single parameter.
  private mutating func addWhole(_ schema: SourceNode, _ body: SourceNode) {
    encoding = .json
    let said = description.isSwagger ? body["name"]?.text : nil
    let names = [said, "body", "content", "whole_body"].compactMap(\.self)
    let name = names.first { name in !parameters.contains { $0.name == name } } ?? "request_body"
    var parameter = parameter(name, .body, schema)
    parameter.isRequired = body["required"]?.bool ?? false
    if let text = body["description"]?.text { parameter.summary = text }
    whole = name
    append(parameter, schema.start)
  }

  /// Whether values are files or arrays of files.
  private func isFile(_ schema: Schema) -> Bool {
    if schema.kind == .array, let items = schema.items { return description.schema(items).format == "binary" }
    return schema.kind == .string && schema.format == "binary"
  }

  /// Notes the omission of a file; returns false if the body requires it.
  private func omitFile(_ name: String, _ range: SourceRange, isOptional: Bool) -> Bool {
    let what = isOptional ? "the file `\(name)` of \(operation)" : "\(operation): its body has the file `\(name)`"
    notes.omit("\(what), which edush does not send", range)
    return isOptional
  }

  /// - Parameter field: its `encoding` in a form; nil in JSON.
  private mutating func add(
    _ property: Schema.Property, of schema: Schema, isRequired: Bool, _ field: SourceNode??
  ) {
    guard !property.name.isEmpty else { return }
    var parameter = parameter(property.name, .body, property.schema)
    guard !parameter.isReadOnly else { return }
    parameter.isRequired = isRequired && schema.required.contains(property.name)
    if case .some(let encoding) = field {
      let inner = description.schema(property.schema)
      parameter.arrays = indexed(
        ParameterStyle(
          field: encoding, inner, itemsAreObjects: description.hasListOfObjects(property.schema), notes
        ).arrays, property.schema)
    }
    append(parameter, property.range)
  }

  private func refuse(_ body: SourceNode, _ why: String) -> Bool {
    notes.omit("\(operation): \(why)", body.start)
    return false
  }

  /// The media type in which to send the body; nil if none is supported.
  private static func sendable(_ types: [String]) -> String? {
    types.first(where: MediaType.isPlainJSON) ?? types.first { MediaType.isJSON($0) && !$0.contains("json-patch") }
      ?? types.first(where: MediaType.isJSON) ?? types.first { $0 == "*/*" || $0 == "application/*" }
      ?? types.first(where: MediaType.isForm)
  }
}
