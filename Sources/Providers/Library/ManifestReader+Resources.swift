import HTTP
import JSON
import Query

extension ManifestReader {
  func resource(
    _ name: String, _ value: Value, _ path: ManifestPath, open: Value?, _ openMethods: OpenMethods?, payload: Value?
  ) -> Resource {
    let fields = fields(value, at: path)
    defer { fields.finish(objectsBelong: "put methods in `methods`") }
    let methods = fields.members("methods").map { method, value, path in
      endpoint(name, method, open.map { Self.merge($0, value) } ?? value, path, openMethods, payload: payload)
    }
    return Resource(
      name: name, summary: fields.string("summary") ?? "", kind: fields.string("kind"), id: filter(fields, "id"),
      label: filter(fields, "label"), columns: fields.strings("columns"), endpoints: methods)
  }

  func open(_ value: Value, payload: Value?) -> OpenMethods {
    let risks = fields(value, at: .root["open"]).nested("risks")
    var words: [String: Risk] = [:]
    for risk in Risk.allCases {
      for word in risks?.strings(risk.rawValue) ?? [] {
        words[word.lowercased()] = max(words[word.lowercased()] ?? risk, risk)
      }
    }
    risks?.finish()
    return OpenMethods(
      endpoint: endpoint("{resource}", "{method}", value, .root["open"], nil, payload: payload), words: words,
      nouns: Set(fields(value, at: .root["open"]).strings("nouns").map { $0.lowercased() }))
  }

  /// Merges the second value over the first. Objects are merged recursively.
  static func merge(_ base: Value, _ change: Value) -> Value {
    guard var object = base.object, let changes = change.object else { return change }
    for (key, value) in changes {
      object[key] = object[key].map { merge($0, value) } ?? value
    }
    return Value(object)
  }

  private func endpoint(
    _ resource: String, _ name: String, _ value: Value, _ path: ManifestPath, _ open: OpenMethods?, payload: Value?
  ) -> Endpoint {
    let fields = fields(value, at: path)
    defer { fields.finish() }
    for key in ["risks", "nouns"] { _ = fields.value(key) }
    let names = ["resource": resource, "method": name]
    let others = others(fields)
    var endpoint = Endpoint(
      resource: resource, name: name, verb: fields.required("verb"),
      path: Self.path(fields.required("path"), names), summary: fields.string("summary") ?? "",
      risk: fields.choice("risk") ?? open?.risk(of: name) ?? .write, raises: raises(fields),
      isList: fields.bool("list") ?? false,
      parameters: fields.members("parameters").map { parameter($0.name, $0.value, $0.path, others) }, positional: [],
      others: others, encoding: fields.choice("body"), contentType: fields.string("content_type"),
      whole: fields.string("whole"),
      fixed: fields.members("fixed").map { ($0.name, Self.fill($0.value, names)) },
      pagination: pagination(fields), payload: filter(fields, "payload") ?? inherited(payload),
      answer: fields.value("answer").map { answer($0, fields.path["answer"]) } ?? .any,
      reads: reads(fields), undo: undo(fields), probe: probe(fields), example: fields.string("example"))
    endpoint.items = fields.isNull("kind") ? .none : fields.string("kind").map { .kind($0) } ?? .usual
    if open != nil, fields.value("list") == nil {
      endpoint.isList = endpoint.pagination != nil && endpoint.risk == .read
    }
    let positional = fields.strings("positional")
    endpoint.positional = positional.isEmpty ? endpoint.pathParameters : positional
    return endpoint
  }

  private func inherited(_ payload: Value?) -> AnswerFilter? {
    guard let payload else { return nil }
    return filter(fields(["payload": payload], at: .root), "payload")
  }

  private func others(_ fields: FieldReader) -> OtherParameters? {
    guard let others = fields.nested("others") else { return nil }
    defer { others.finish() }
    return OtherParameters(place: others.choice("in") ?? .body, under: others.string("under"))
  }

  private func raises(_ fields: FieldReader) -> [RiskRaise] {
    fields.elements("raises").compactMap { value, path in
      let raise = self.fields(value, at: path)
      defer { raise.finish() }
      return RiskRaise(
        parameter: raise.required("parameter"), equals: raise.value("equals"),
        risk: raise.choice("risk") ?? .destructive,
        because: raise.string("because"))
    }
  }

  private func parameter(_ name: String, _ value: Value, _ path: ManifestPath, _ others: OtherParameters?) -> Parameter
  {
    let fields = fields(value, at: path)
    defer { fields.finish() }
    let place: ParameterPlace? = fields.choice("in")
    let encoding: TimeEncoding = fields.choice("encoding") ?? .iso8601
    let typeName = fields.string("type") ?? "any"
    let type = ParameterType(typeName, encoding: encoding)
    if type == nil { fields.refuse("type", typeName, knowing: ParameterType.names) }
    return Parameter(
      name: name, place: place ?? others?.place ?? .body, under: place == nil ? others?.under : nil, type: type ?? .any,
      isRequired: fields.bool("required") ?? (place == .path), isNonempty: fields.bool("nonempty") ?? (place == .path),
      isNullable: fields.bool("nullable") ?? (type == .any), choices: fields.strings("choices"),
      examples: fields.elements("examples").map(\.value),
      defaultValue: fields.value("default"), minimum: fields.int("minimum"), pattern: fields.string("pattern"),
      arrays: fields.choice("arrays") ?? .brackets, excludes: fields.strings("excludes"),
      requires: fields.strings("requires"), kind: fields.string("kind"), refers: fields.string("refers"),
      summary: fields.string("summary") ?? "")
  }

  private func pagination(_ fields: FieldReader) -> Pagination? {
    guard let paging = fields.nested("pagination") else { return nil }
    defer { paging.finish() }
    let style = paging.required("style")
    switch style {
    case "cursor":
      let parameter = paging.required("parameter")
      guard let value = filter(paging, needing: "cursor"), let more = filter(paging, needing: "more") else {
        return nil
      }
      return .cursor(parameter: parameter, value: value, more: more)
    case "next_page":
      let total = filter(paging, "total")
      let parameter = paging.string("parameter")
      guard let next = filter(paging, needing: "next") else { return nil }
      return .nextPage(parameter: parameter, next: next, total: total)
    case "link": return .link(parameter: paging.string("parameter"))
    case "unknown": return .unknown
    case "window":
      return .window(
        Pagination.Window(
          offset: paging.required("offset"), limit: paging.required("limit"), size: size(paging, "size"),
          send: size(paging, "send"), first: paging.int("first") ?? 0))
    case "page":
      return .page(
        Pagination.Numbers(
          parameter: paging.required("page"), limit: paging.string("limit"), size: size(paging, "size"),
          first: paging.int("first") ?? 1))
    default:
      paging.ignoreOthers()
      if !style.isEmpty {
        paging.refuse("style", style, knowing: ["cursor", "next_page", "link", "page", "window", "unknown"])
      }
      return nil
    }
  }

  private func filter(_ fields: FieldReader, needing key: String) -> AnswerFilter? {
    _ = fields.required(key)
    return filter(fields, key)
  }

  /// Reads a page size.
  private func size(_ fields: FieldReader, _ key: String) -> Int? {
    guard let size = fields.int(key) else { return nil }
    if size < 1 { fields.fault(key, "must be 1 or more") }
    return size
  }

  func answer(_ value: Value, _ path: ManifestPath) -> Shape {
    AnswerShape.shape(value, at: path) { report($0, .value, $1, $2) }
  }

  private static func path(_ text: String, _ names: [String: String]) -> [PathSegment] {
    let parts = text.split(separator: "/").map(String.init)
    // A trailing slash is an empty segment.
    return (parts + (parts.isEmpty || !text.hasSuffix("/") ? [] : [""])).map { part in
      let segment = PathSegment(part)
      guard case .parameter(let name) = segment else { return segment }
      return names[name].map { .fixed($0) } ?? segment
    }
  }

  private static func fill(_ value: Value, _ names: [String: String]) -> Value {
    guard let text = value.string, text.hasPrefix("{"), text.hasSuffix("}") else { return value }
    return names[String(text.dropFirst().dropLast())].map { Value($0) } ?? value
  }
}
