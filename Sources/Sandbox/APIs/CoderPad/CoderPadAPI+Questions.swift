import JSON
import Storage

// Endpoints: /api/questions, /api/questions/:id, /api/organization/questions
extension CoderPadAPI {
  func listQuestions(_ call: Call) throws -> Answer {
    // The documented next_page contains "question" in the singular.
    try list(call, [.equals("_.account", .text(call.caller.identity))], path: "/api/question") { $0.published }
  }

  func listOrganizationQuestions(_ call: Call) throws -> Answer {
    let own = Condition.equals("_.account", .text(call.caller.identity))
    let visible = call.caller.isOwner ? [] : [Condition.any([own, .equals("shared", .integer(1))])]
    return try list(call, visible, path: "/api/organization/questions") { question in
      var question = question.published
      question["author_name"] = nil
      return question
    }
  }

  func getQuestion(_ call: Call) throws -> Answer { Self.succeed(try visibleQuestion(call).published) }

  func createQuestion(_ call: Call) throws -> Answer {
    let form = try form(call.request)
    let id = try store.next(Self.nextQuestion, from: 100)
    let author = try store.get(call.caller.identity, from: Self.users)?.string("name") ?? call.caller.identity
    var question: Object = [
      "id": Value(id),
      "title": "Untitled Question",
      "author_name": Value(author),
      "owner_email": Value(call.caller.identity),
      "language": "plaintext",
      "description": "",
      "contents": "",
      "shared": true,
      "used": 0,
      "created_at": Value(premises.preciseTimestamp),
      "updated_at": Value(premises.preciseTimestamp),
      "_": ["account": Value(call.caller.identity)],
    ]
    try Self.apply(form, to: &question)
    try store.put(question, id: String(id), on: Self.questions)
    var published = question.published
    published["author_name"] = nil
    return Self.succeed(published)
  }

  func updateQuestion(_ call: Call) throws -> Answer {
    var question = try ownQuestion(call)
    try Self.apply(try form(call.request), to: &question)
    question["updated_at"] = Value(premises.preciseTimestamp)
    try store.put(question, id: call["id"], on: Self.questions)
    return Self.ok
  }

  func deleteQuestion(_ call: Call) throws -> Answer {
    _ = try ownQuestion(call)
    try store.remove(call["id"], from: Self.questions)
    return Self.ok
  }

  private func list(
    _ call: Call, _ conditions: [Condition], path: String, _ publish: (Object) -> Object
  ) throws -> Answer {
    try CoderPadPaging(call.request.parameters).answer(
      Selection(shelf: Self.questions, conditions: conditions), in: store, key: "questions",
      address: premises.origin + Self.mount + path, publish)
  }

  private func visibleQuestion(_ call: Call) throws -> Object {
    guard let question = try store.get(call["id"], from: Self.questions) else {
      throw Refusal(404, "there is no question \(call["id"])")
    }
    let isShared = question["shared"]?.bool ?? false
    guard call.caller.isOwner || isShared || question.hidden.string("account") == call.caller.identity else {
      throw Refusal(404, "the question is not shared")
    }
    return question
  }

  private func ownQuestion(_ call: Call) throws -> Object {
    let question = try visibleQuestion(call)
    guard call.caller.isOwner || question.hidden.string("account") == call.caller.identity else {
      throw Refusal(403, "only the question's owner and owners of the organization change it")
    }
    return question
  }

  /// `solution` and `candidate_description` are accepted but never returned, as in the document's examples.
  private static func apply(_ form: Form, to question: inout Object) throws {
    for name in ["title", "description", "contents"] {
      if let text = form[name] { question[name] = Value(text) }
    }
    if let language = form["language"] { question["language"] = Value(try CoderPadLanguages.check(language)) }
    for name in ["solution", "candidate_description"] {
      if let text = form[name] { question.hidden[name] = Value(text) }
    }
  }
}
