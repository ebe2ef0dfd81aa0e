import Diagnostics
import JSON

/// Reads the operations of a description, in order.
struct OperationReader {
  let description: OpenAPIDescription
  var notes: ImportNotes { description.notes }

  static let verbs = ["get", "post", "put", "patch", "delete"]
  private static let otherVerbs = ["head", "options", "trace", "query"]

  func operations() -> [ImportedOperation] {
    let paths = description.root["paths"].flatMap { description.resolve($0)?.node.members } ?? []
    return paths.filter { !$0.name.hasPrefix("x-") }.flatMap(operations)
  }

  private func operations(at path: SourceNode.Member) -> [ImportedOperation] {
    guard let item = description.resolve(path.value)?.node else {
      notes.omit("\(path.name): its reference cannot be resolved", path.nameRange)
      return []
    }
    guard item.isObject else {
      notes.warn("a path must be an object, not \(item.article)", item.range)
      return []
    }
    let shared = item["parameters"]
    for verb in Self.otherVerbs {
      guard let member = item.member(verb) else { continue }
      notes.omit("\(verb.uppercased()) \(path.name): no method of a manifest sends it", member.nameRange)
    }
    for member in item["additionalOperations"]?.members ?? [] {
      notes.omit("\(member.name) \(path.name): no method of a manifest sends it", member.nameRange)
    }
    return Self.verbs.compactMap { verb in
      guard let member = item.member(verb),
        var operation = operation(verb.uppercased(), path, member, shared)
      else { return nil }
      operation.server = operation.server ?? BaseGuess.server(of: item)
      return operation
    }
  }

  private func operation(
    _ verb: String, _ path: SourceNode.Member, _ member: SourceNode.Member, _ shared: SourceNode?
  ) -> ImportedOperation? {
    guard let node = description.resolve(member.value)?.node else {
      notes.omit("\(verb) \(path.name): its reference cannot be resolved", member.nameRange)
      return nil
    }
    guard node.isObject else {
      notes.warn("an operation must be an object, not \(node.article)", node.range)
      return nil
    }
    guard var segments = segments(of: path, verb) else { return nil }
    _ = node["callbacks"].map { notes.omit("`callbacks`: edush receives no calls of this kind", $0.start) }
    var operation = ImportedOperation(verb: verb, path: segments, pathText: path.name, range: member.nameRange)
    operation.endsInSlash = path.name.count > 1 && path.name.hasSuffix("/")
    operation.identifier = node["operationId"]?.text
    operation.tag = node["tags"]?.elements.first?.text
    operation.summary = node["summary"]?.text ?? node["description"]?.text ?? ""
    operation.isDeprecated = node["deprecated"]?.bool ?? false
    var reader = ParameterReader(description: description, operation: "\(verb) \(path.name)")
    reader.add(parameters: node["parameters"])
    reader.add(parameters: shared)
    reader.addPath(&segments, member.nameRange)
    operation.path = segments
    if let lacks = reader.lacks {
      notes.omit("\(verb) \(path.name): it requires \(lacks.what), which edush does not send", lacks.range)
      node.ignoreAll()
      return nil
    }
    guard reader.add(body: node["requestBody"]), reader.addBody(consuming: types(node, "consumes")) else {
      node.ignoreAll()
      return nil
    }
    operation.parameters = reader.parameters
    operation.whole = reader.whole
    operation.encoding = reader.encoding
    operation.contentType = reader.contentType
    operation.takesOthers = reader.takesOthers
    (operation.answer, operation.accepts) = answer(node["responses"], types(node, "produces"), "\(verb) \(path.name)")
    operation.pageHeaders = pageHeaders(node["responses"])
    operation.server = BaseGuess.server(of: node)
    let security = node.member("security")?.value ?? description.root["security"]
    operation.security = (security?.elements ?? []).map { $0.members.map(\.name) }
    return operation
  }

  /// The media types in Swagger 2: those of the operation, otherwise the global ones.
  private func types(_ node: SourceNode, _ key: String) -> [String] {
    (node[key] ?? description.root[key])?.elements.compactMap(\.text) ?? []
  }

  /// The segments of a path. If manifests do not support it, adds a note and returns nil.
  private func segments(of path: SourceNode.Member, _ verb: String) -> [PathSegment]? {
    let segments = path.name.split(separator: "/").map { PathSegment($0) }
    let unclear = segments.first { segment in
      segment.isUnclear || segment.parameters.contains(where: Self.isExpression)
        || segment.texts.contains { $0.contains { "{}?#".contains($0) } }
    }
    if let unclear {
      let why = "`\(unclear.template)` is not a plain part of a path; `request` sends it"
      notes.omit("\(verb) \(path.name): \(why)", path.nameRange)
      return nil
    }
    var seen: Set<String> = []
    if let twice = segments.flatMap(\.parameters).first(where: { !seen.insert($0).inserted }) {
      notes.omit("\(verb) \(path.name): the path names `\(twice)` twice", path.nameRange)
      return nil
    }
    return segments
  }

  /// Whether braces contain more than a name (RFC 6570), such as `{+path}`, whose slashes would not be encoded.
  private static func isExpression(_ name: String) -> Bool {
    name.first.map { "+#./;?&".contains($0) } ?? false || name.hasSuffix("*")
  }

  private static let successes = ["200", "201", "202", "203", "2XX", "2xx", "default"]

  /// The pagination headers of a response, in lower case.
  private func pageHeaders(_ responses: SourceNode?) -> [String] {
    let successful = Self.successes.lazy.compactMap { responses?.peek($0) }.compactMap { description.resolve($0)?.node }
    let headers = successful.compactMap { $0.peek("headers")?.members }.first ?? []
    return headers.map { $0.name.lowercased() }.filter { $0 == "link" || PageHeaders.names.contains($0) }
  }

  /// The schema of the successful response, and its media type.
  private func answer(
    _ responses: SourceNode?, _ produces: [String], _ operation: String
  ) -> (SourceNode?, String?) {
    for response in Self.successes.compactMap({ responses?[$0] }) {
      guard let node = description.resolve(response)?.node else {
        notes.omit("the response of \(operation): its reference cannot be resolved", response.start)
        continue
      }
      if let schema = node["schema"] { return (schema, produces.first { MediaType.isJSON($0) }) }
      guard let content = node["content"] else { continue }
      let types = content.members
      let json = types.first { MediaType.isPlainJSON($0.name) } ?? types.first { MediaType.isJSON($0.name) }
      guard let media = json ?? types.first(where: { $0.name == "*/*" }) else { continue }
      let schema = description.resolve(media.value).flatMap { $0.node["schema"] ?? $0.node["itemSchema"] }
      if let schema { return (schema, json.flatMap { MediaType.essence($0.name) }) }
    }
    return (nil, nil)
  }
}
