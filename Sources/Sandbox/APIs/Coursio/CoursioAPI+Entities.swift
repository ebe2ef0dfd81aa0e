import JSON
import Storage

// The methods that all fictitious entities support.
extension CoursioAPI {
  static let entityMethods = [
    "list", "find", "search", "count", "read", "get", "create", "update", "delete", "remove",
  ]

  func answer(_ call: CoursioCall, of entity: CoursioEntity) throws -> Value {
    switch call.method {
    case "list", "find": try rows(call, of: entity, try filters(call.data))
    case "search": try rows(call, of: entity, try terms(call.data, entity))
    case "count": Value(try store.count(Selection(shelf: entity.shelf, conditions: try filters(call.data))))
    case "read", "get": Value(try thing(call, of: entity).published)
    case "create": try create(call, of: entity)
    case "update": try update(call, of: entity)
    case "delete", "remove": try delete(call, of: entity)
    default: throw call.unknown
    }
  }

  private func rows(_ call: CoursioCall, of entity: CoursioEntity, _ conditions: [Condition]) throws -> Value {
    let selection = Selection(
      shelf: entity.shelf, conditions: conditions, limit: call.length, offset: call.start)
    return Value(try store.list(selection).map { Value($0.published) })
  }

  /// Converts `data` to filters on fields.
  private func filters(_ data: Object) throws -> [Condition] {
    try data.map { key, value in
      switch value.kind {
      case .string: return .equals(key.string, .text(value.string ?? ""))
      case .number where value.int != nil: return .equals(key.string, .integer(value.int ?? 0))
      case .true: return .equals(key.string, .integer(1))
      case .false: return .equals(key.string, .integer(0))
      case .null: return .equals(key.string, .null)
      default: throw Refusal(400, "\(key.string) is not a string, integer, boolean or null")
      }
    }
  }

  private func terms(_ data: Object, _ entity: CoursioEntity) throws -> [Condition] {
    guard let query = data["query"]?.string else { throw Refusal(400, "query is missing") }
    return [.any(entity.searched.map { .contains($0, query) })]
  }

  private func thing(_ call: CoursioCall, of entity: CoursioEntity) throws -> Object {
    guard let id = call.data.int("id") else { throw Refusal(400, "id is missing or no number") }
    guard let thing = try store.get(String(id), from: entity.shelf) else {
      throw Refusal(200, "no such thing", message: "\(entity.singular) \(id) does not exist.")
    }
    return thing
  }

  private func create(_ call: CoursioCall, of entity: CoursioEntity) throws -> Value {
    try checkTeacher(call)
    for name in entity.required where call.data[name]?.nonNull == nil {
      throw Refusal(400, "\(name) is missing", message: "Invalid data was sent: \(name) is missing.")
    }
    let id = try store.next("coursio next \(entity.name)", from: 1)
    let thing = Object([(Text("id"), Value(id))]).appending(call.data.filter { key, _ in key != "id" && key != "_" })
      .appending(["createdAt": Value(premises.timestamp)])
    try store.put(thing, id: String(id), on: entity.shelf)
    return Value(thing)
  }

  private func update(_ call: CoursioCall, of entity: CoursioEntity) throws -> Value {
    try checkTeacher(call)
    let thing = try thing(call, of: entity).appending(call.data.filter { key, _ in key != "_" })
    try store.put(thing, id: String(thing.int("id") ?? 0), on: entity.shelf)
    return Value(thing.published)
  }

  private func delete(_ call: CoursioCall, of entity: CoursioEntity) throws -> Value {
    try checkTeacher(call)
    let id = try thing(call, of: entity).int("id") ?? 0
    try store.remove(String(id), from: entity.shelf)
    return ["id": Value(id)]
  }

  private func checkTeacher(_ call: CoursioCall) throws {
    guard call.caller.isOwner else { throw Refusal(403, "a learner only reads") }
  }
}
