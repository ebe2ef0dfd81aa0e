import Diagnostics
import JSON

/// Reads the operations of a description, in its order.
struct OperationReader {
  let description: OpenAPIDescription
  var notes: ImportNotes { description.notes }

  static let verbs = ["get", "post", "put", "patch", "delete"]
  private static let otherVerbs = ["head", "options", "trace", "query"]

  func operations() -> [ImportedOperation] {
    let paths = description.root["paths"]?.members ?? []
    return paths.filter { !$0.name.hasPrefix("x-") }.flatMap(operations)
  }

  private func operations(at path: SourceNode.Member) -> [ImportedOperation] {
    guard let item = description.resolve(path.value)?.node else { return [] }
    guard item.isObject else {
      notes.warn("a path must be an object, not \(item.article)", item.range)
      return []
    }
    let shared = item["parameters"]
    for verb in Self.otherVerbs {
      guard let member = item.members.first(where: { $0.name == verb }) else { continue }
      notes.omit("\(verb.uppercased()) \(path.name): no method of a manifest sends it", member.nameRange)
    }
    return Self.verbs.compactMap { verb in
      guard let member = item.members.first(where: { $0.name == verb }) else { return nil }
      return operation(verb.uppercased(), path, member, shared)
    }
  }

  private func operation(
    _ verb: String, _ path: SourceNode.Member, _ member: SourceNode.Member, _ shared: SourceNode?
  ) -> ImportedOperation? {
    let node = member.value
    guard node.isObject else {
      notes.warn("an operation must be an object, not \(node.article)", node.range)
      return nil
    }
    guard let segments = segments(of: path, verb) else { return nil }
    var operation = ImportedOperation(verb: verb, path: segments, pathText: path.name, range: member.nameRange)
    operation.endsInSlash = path.name.count > 1 && path.name.hasSuffix("/")
    operation.identifier = node["operationId"]?.text
    operation.tag = node["tags"]?.elements.first?.text
    operation.summary = node["summary"]?.text ?? node["description"]?.text ?? ""
    operation.isDeprecated = node["deprecated"]?.bool ?? false
    var reader = ParameterReader(description: description, operation: "\(verb) \(path.name)")
    reader.add(parameters: node["parameters"])
    reader.add(parameters: shared)
    reader.addPath(segments, member.nameRange)
    guard reader.add(body: node["requestBody"]) else { return nil }
    operation.parameters = reader.parameters
    operation.encoding = reader.encoding
    operation.takesOthers = reader.takesOthers
    operation.answer = answer(node["responses"])
    let security = node.members.first { $0.name == "security" }?.value ?? description.root["security"]
    operation.security = (security?.elements ?? []).map { $0.members.map(\.name) }
    return operation
  }

  /// The parts of a path; nil, with a note, where a parameter is only a piece of one.
  private func segments(of path: SourceNode.Member, _ verb: String) -> [PathSegment]? {
    var segments: [PathSegment] = []
    for part in path.name.split(separator: "/") {
      if part.hasPrefix("{"), part.hasSuffix("}"), !part.dropFirst().dropLast().contains(where: { "{}".contains($0) }) {
        segments.append(.parameter(String(part.dropFirst().dropLast())))
      } else if part.contains(where: { "{}?#".contains($0) }) {
        notes.omit(
          "\(verb) \(path.name): `\(part)` is no plain part of a path; `request` sends it", path.nameRange)
        return nil
      } else {
        segments.append(.fixed(String(part)))
      }
    }
    return segments
  }

  /// The schema of what comes back when all is well.
  private func answer(_ responses: SourceNode?) -> SourceNode? {
    let statuses = ["200", "201", "202", "203", "2XX", "2xx", "default"]
    for response in statuses.compactMap({ responses?[$0] }) {
      guard let content = description.resolve(response)?.node["content"] else { continue }
      let types = content.members
      let json = types.first { $0.name.hasPrefix("application/json") } ?? types.first { $0.name.contains("json") }
      if let schema = (json ?? types.first { $0.name == "*/*" })?.value["schema"] { return schema }
    }
    return nil
  }
}
