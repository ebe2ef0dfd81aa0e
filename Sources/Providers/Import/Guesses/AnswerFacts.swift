import Diagnostics

/// Facts derived from a response schema: whether it is a list, and where the payload is.
struct AnswerFacts {
  var isList = false
  /// Whether a call outputs several items.
  var isArray = false
  /// The path to the member with the output of the call; empty if the whole response is the output.
  var payload: [String] = []
  /// The schema of a list item, or of the payload.
  var item: SourceNode?
  /// The path to the id of an item, such as `id` or `user.id`; empty if it has none.
  var itemID: [String] = []
  /// The members of the response outside of its items, including nested ones with their paths.
  var members: [Member] = []
  /// The pagination headers of the response.
  var pageHeaders: [String] = []

  struct Member {
    var path: [String]
    var schema: Schema

    var name: String { path.joined(separator: ".") }
    /// The filter that selects the member.
    var filter: String { path.filter }
  }

  /// Whether an item has an `id`.
  var itemHasID: Bool { itemID == ["id"] }
}

extension [String] {
  /// The filter that selects a member by its path.
  var filter: String { map { "." + $0.filterKey }.joined() }
}

extension OpenAPIDescription {
  func answerFacts(of operation: ImportedOperation) -> AnswerFacts {
    guard let node = operation.answer else { return AnswerFacts(pageHeaders: operation.pageHeaders) }
    let answer = schema(node)
    let mayBeList = operation.verb == "GET" || RiskGuess.isSearch(operation)
    if answer.kind == .array {
      return AnswerFacts(
        isList: mayBeList, isArray: true, item: answer.items, itemID: itemID(answer.items),
        pageHeaders: operation.pageHeaders)
    }
    var facts = AnswerFacts(item: node, pageHeaders: operation.pageHeaders)
    guard answer.kind == .object else { return facts }
    if let list = EnvelopeFinder(description: self, operation: operation).list(in: answer) {
      facts.isList = mayBeList
      facts.isArray = true
      facts.payload = list.path
      facts.item = list.items
      facts.itemID = itemID(list.items)
      facts.members = members(of: answer, [], beside: list.path)
    } else if let data = answer.properties.first(where: { $0.name == "data" && schema($0.schema).kind == .object }),
      answer.properties.allSatisfy({ $0.name == "data" || EnvelopeFinder.isAside($0.name) })
    {
      facts.payload = ["data"]
      facts.item = data.schema
    }
    return facts
  }

  private func itemID(_ item: SourceNode?) -> [String] {
    guard let properties = item.map({ schema($0).properties }) else { return [] }
    if properties.contains(where: { $0.name == "id" }) { return ["id"] }
    // For example, a team member contains a user besides the membership data.
    let inner = properties.first { ["user", "member", "account", "node"].contains($0.name) }
    guard let inner, schema(inner.schema).properties.contains(where: { $0.name == "id" }) else { return [] }
    return [inner.name, "id"]
  }

  /// All members outside of the list.
  private func members(of object: Schema, _ path: [String], beside list: [String]) -> [AnswerFacts.Member] {
    object.properties.prefix(path.isEmpty ? 200 : 50).flatMap { property -> [AnswerFacts.Member] in
      let way = path + [property.name]
      guard way != list else { return [] }
      let schema = schema(property.schema)
      let inner = schema.properties.isEmpty || way.count > 3 ? [] : members(of: schema, way, beside: list)
      return [AnswerFacts.Member(path: way, schema: schema)] + inner
    }
  }
}

/// Finds the main list of a response within its envelope.
struct EnvelopeFinder {
  let description: OpenAPIDescription
  let operation: ImportedOperation

  private static let deepest = 2
  private static let usual: Set = [
    "data", "items", "results", "records", "values", "value", "entries", "list", "content", "rows", "resources",
  ]

  /// The list and the path to it; nil if the response is a single object.
  func list(in answer: Schema) -> (path: [String], items: SourceNode?)? { list(in: answer, depth: 0) }

  private func list(in object: Schema, depth: Int) -> (path: [String], items: SourceNode?)? {
    guard operation.path.last?.isFixed != false else { return nil }
    let members = object.properties.prefix(200).map { (name: $0.name, schema: description.schema($0.schema)) }
    let lists = members.filter { $0.schema.kind == .array && (isNamed($0.name) || !Self.isBeside($0.name)) }
    if lists.isEmpty, depth < Self.deepest { return inner(members, depth) }
    let list = lists.count == 1 ? lists[0] : lists.first { isNamed($0.name) }
    guard let list, isEnvelope(list.name, members.map(\.name)) else { return nil }
    return ([list.name], list.schema.items)
  }

  /// The list inside the only nested object.
  private func inner(_ members: [(name: String, schema: Schema)], _ depth: Int) -> (path: [String], items: SourceNode?)?
  {
    let objects = members.filter { !$0.schema.properties.isEmpty }
    let found = objects.compactMap { object -> (path: [String], items: SourceNode?)? in
      guard members.allSatisfy({ $0.name == object.name || Self.isAside($0.name) }) else { return nil }
      return list(in: object.schema, depth: depth + 1).map { ([object.name] + $0.path, $0.items) }
    }
    return found.count == 1 ? found[0] : nil
  }

  private func isNamed(_ list: String) -> Bool {
    if Self.usual.contains(list.lowercased()) { return true }
    return operation.path.last?.fixedText.map { Words.name($0.spoken) == Words.name(list) } ?? false
  }

  /// Whether an object with one array is only an envelope.
  private func isEnvelope(_ list: String, _ members: [String]) -> Bool {
    isNamed(list) || members.allSatisfy { $0 == list || Self.isAside($0) || Self.isBeside($0) }
  }

  /// Whether a list is secondary to the main list.
  private static func isBeside(_ name: String) -> Bool {
    ["errors", "warnings", "included", "links", "messages", "includes", "notices"].contains(name.lowercased())
  }

  /// Whether a member is metadata of the response rather than content.
  static func isAside(_ name: String) -> Bool {
    let words = Words.of(name)
    return !words.isEmpty && words != ["id"] && (words.allSatisfy(aside.contains) || PageWords.isNext(words))
  }

  private static let aside: Set<String> = [
    "status", "success", "ok", "message", "messages", "error", "errors", "code", "meta", "metadata", "links", "link",
    "total", "count", "page", "pages", "per", "size", "next", "previous", "prev", "first", "last", "limit", "offset",
    "cursor", "cursors", "token", "has", "more", "object", "url", "uri", "request", "id", "api", "version", "kind",
    "pagination", "paging", "number", "results", "records", "etag", "start", "end", "marker", "entries", "type", "key",
    "warnings", "truncated", "incomplete", "response", "info", "max", "at", "is", "elements",
  ]
}
