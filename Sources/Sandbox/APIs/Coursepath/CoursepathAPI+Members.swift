import JSON
import Storage

// Creates, changes, lists and finds members; pagination of all lists.
extension CoursepathAPI {
  static let fields = [
    "email", "name", "company", "department", "country", "externalId", "association", "identification", "registration",
  ]
  /// The filters for lists of members; all must match exactly.
  static let filterNames = fields.filter { $0 != "name" }

  func member(_ call: Call) throws -> Object { try find(call["member"], Self.members, "member") }
  func course(_ call: Call) throws -> Object { try find(call["course"], Self.courses, "course") }
  func program(_ call: Call) throws -> Object { try find(call["program"], Self.programs, "program") }
  func group(_ call: Call) throws -> Object { try find(call["group"], Self.groups, "group") }

  private func find(_ id: String, _ shelf: Shelf, _ kind: String) throws -> Object {
    guard let found = try store.get(id, from: shelf) else { throw Refusal(404, "There is no \(kind) \(id).") }
    return found
  }

  /// A page according to `offset` and `limit`, in order of creation.
  func list(_ selection: Selection, _ call: Call, limit usual: Int) throws -> Answer {
    let parameters = call.request.parameters
    guard let limit = Int(parameters["limit"] ?? String(usual)), limit > 0 else {
      throw Refusal(400, "The limit is a number from 1.")
    }
    guard let offset = Int(parameters["offset"] ?? "0"), offset >= 0 else {
      throw Refusal(400, "The offset is a number from 0.")
    }
    var selection = selection
    selection.limit = min(limit, 500)
    selection.offset = offset
    return Answer(Value(try store.list(selection).map { Value($0.published) }))
  }

  func filters(_ call: Call) -> [Condition] {
    let parameters = call.request.parameters
    return Self.filterNames.compactMap { name in parameters[name].map { .equals(name, .text($0)) } }
  }

  /// The members of a course or group.
  func listMembers(of shelf: Shelf, _ field: String, _ whole: Object, _ call: Call) throws -> Answer {
    let belongs = Condition.referenced(
      by: shelf, field: "memberId", [.equals(field, .integer(whole.int("id") ?? 0))])
    return try list(Selection(shelf: Self.members, conditions: [belongs] + filters(call)), call, limit: 250)
  }

  func getMe(_ call: Call) throws -> Answer {
    let conditions: [Condition] = [.equals("email", .text(call.caller.identity))]
    guard let me = try store.list(Selection(shelf: Self.members, conditions: conditions)).first else {
      throw Refusal(404, "There is no such member.")
    }
    return Answer(Value(me.published))
  }

  func createMember(_ call: Call) throws -> Answer {
    Answer(Value(try newMember(call).published), status: 201)
  }

  /// Creates a member in a course or program.
  func createMember(_ call: Call, in shelf: Shelf, _ field: String, _ whole: Object) throws -> Answer {
    let member = try newMember(call)
    try join(member, whole, shelf, field)
    return Answer(Value(member.published), status: 201)
  }

  func updateMember(_ call: Call) throws -> Answer {
    var member = try member(call)
    let form = try form(call.request)
    if let email = form["email"], email != member.string("email") { try checkEmail(email) }
    for name in Self.fields {
      if let text = form[name] { member[name] = Value(text) }
    }
    try store.put(member, id: call["member"], on: Self.members)
    return Answer(Value(member.published))
  }

  private func newMember(_ call: Call) throws -> Object {
    let form = try form(call.request)
    guard let email = form["email"] else { throw Refusal(400, "The parameter email is required.") }
    try checkEmail(email)
    let id = try store.next("coursepath next member", from: 1)
    let member = Self.member(id: id, created: premises.timestamp) { name in
      form[name] ?? (name == "name" ? Self.name(from: email) : nil)
    }
    try store.put(member, id: String(id), on: Self.members)
    return member
  }

  static func member(id: Int, created: String, _ field: (String) -> String?) -> Object {
    var member: Object = ["id": Value(id)]
    for name in fields { member[name] = Value(orNull: field(name)) }
    member["created"] = Value(created)
    return member
  }

  /// Derives a name from an address: `ada.king@example.com` is Ada King.
  private static func name(from email: String) -> String {
    email.prefix { $0 != "@" }.split { $0 == "." || $0 == "_" || $0 == "-" || $0 == "+" }
      .map { String($0).capitalizedASCII }.joined(separator: " ")
  }

  private func checkEmail(_ email: String) throws {
    let parts = email.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), !email.contains(" ") else {
      throw Refusal(400, "The parameter email is not an e-mail address.")
    }
    let same: [Condition] = [.equals("email", .text(email))]
    guard try store.count(Selection(shelf: Self.members, conditions: same)) == 0 else {
      throw Refusal(409, "There is a member with this e-mail address already.")
    }
  }

  /// The fields of a form body, or of a JSON object with the same names.
  func form(_ request: Request) throws -> Form {
    guard !request.body.isEmpty else { return Form(fields: []) }
    switch request.contentType {
    case "application/x-www-form-urlencoded": return Form(utf8: request.body)
    case "application/json":
      guard let object = (try? Value.parse(utf8: request.body))?.object else {
        throw Refusal(400, "The body is not a JSON object.")
      }
      return Form(fields: Self.flatten(object))
    default: throw Refusal(400, "The body must be a form or JSON, as its Content-Type specifies.")
    }
  }

  /// Converts `{"mail": {"subject": "Hello"}}` to `mail[subject]=Hello`.
  private static func flatten(_ object: Object) -> [(name: String, value: String)] {
    object.flatMap { key, value in
      guard let inner = value.object else { return [(name: key.string, value: value.string ?? value.json())] }
      return inner.map { (name: "\(key.string)[\($0.key.string)]", value: $0.value.string ?? $0.value.json()) }
    }
  }
}
