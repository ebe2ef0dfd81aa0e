import Diagnostics

/// What the schema of an answer tells: whether it is a list, and what is wrapped around what a call is for.
struct AnswerFacts {
  var isList = false
  /// The member that holds what a call is for; nil where the answer is it.
  var payload: String?
  /// The schema of an item of a list, else of what a call outputs.
  var item: SourceNode?
  /// Whether an item has an `id`.
  var itemHasID = false
  /// The members of the answer, those of objects in it with the way to them: `meta.next_cursor`.
  var members: [(path: String, schema: Schema)] = []
}

extension OpenAPIDescription {
  func answerFacts(of operation: ImportedOperation) -> AnswerFacts {
    guard let node = operation.answer else { return AnswerFacts() }
    let answer = schema(node)
    if answer.kind == .array {
      return AnswerFacts(isList: operation.verb == "GET", item: answer.items, itemHasID: hasID(answer.items))
    }
    var facts = AnswerFacts(item: node)
    guard answer.kind == .object else { return facts }
    let members = answer.properties.prefix(200).map { (name: $0.name, schema: schema($0.schema), node: $0.schema) }
    let lists = members.filter { $0.schema.kind == .array }
    if let list = lists.first, lists.count == 1, isEnvelope(list.name, members.map(\.name), operation) {
      facts.isList = operation.verb == "GET"
      facts.payload = list.name
      facts.item = list.schema.items
      facts.itemHasID = hasID(list.schema.items)
      facts.members = members.flatMap { member in
        [(member.name, member.schema)]
          + member.schema.properties.prefix(50).map { ("\(member.name).\($0.name)", schema($0.schema)) }
      }
    } else if let data = members.first(where: { $0.name == "data" && $0.schema.kind == .object }),
      members.allSatisfy({ $0.name == "data" || Self.isAside($0.name) })
    {
      facts.payload = "data"
      facts.item = data.node
    }
    return facts
  }

  private func hasID(_ item: SourceNode?) -> Bool {
    item.map { schema($0).properties.contains { $0.name == "id" } } ?? false
  }

  /// Whether an object with one array is only what is wrapped around it.
  private func isEnvelope(_ list: String, _ members: [String], _ operation: ImportedOperation) -> Bool {
    guard operation.path.last?.isFixed != false else { return false }
    let usual = ["data", "items", "results", "records", "values", "value", "entries", "list", "content", "rows"]
    if usual.contains(list.lowercased()) { return true }
    if let last = operation.path.last?.fixedText, Words.name(last) == Words.name(list) { return true }
    return members.allSatisfy { $0 == list || Self.isAside($0) }
  }

  /// Whether a member tells of the answer, not of what it is about.
  private static func isAside(_ name: String) -> Bool {
    let words = Words.of(name)
    let aside: Set<String> = [
      "status", "success", "ok", "message", "messages", "error", "errors", "code", "meta", "metadata", "links", "link",
      "total", "count", "page", "pages", "per", "size", "next", "previous", "prev", "first", "last", "limit", "offset",
      "cursor", "token", "has", "more", "object", "url", "request", "id", "api", "version", "kind", "pagination",
      "paging", "number", "results", "records", "etag",
    ]
    return !words.isEmpty && words != ["id"] && words.allSatisfy(aside.contains)
  }
}
