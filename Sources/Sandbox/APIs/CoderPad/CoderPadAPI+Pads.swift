import JSON
import Storage

// Endpoints: GET and POST /api/pads, GET and PUT /api/pads/:id, GET /api/organization/pads
extension CoderPadAPI {
  /// Lists the pads of an account, or all pads of the organization visible to the caller.
  func listPads(_ call: Call, of account: String?) throws -> Answer {
    let mine = Condition.equals("_.account", .text(call.caller.identity))
    var conditions: [Condition] = []
    if account != nil {
      conditions = [mine]
    } else if !call.caller.isOwner {
      conditions = [.any([mine, .equals("private", .integer(0))])]
    }
    let path = account == nil ? "/api/organization/pads" : "/api/pads"
    return try CoderPadPaging(call.request.parameters).answer(
      Selection(shelf: Self.pads, conditions: conditions), in: store, key: "pads",
      address: premises.origin + Self.mount + path, publish)
  }

  func getPad(_ call: Call) throws -> Answer { Self.succeed(publish(try visiblePad(call))) }

  func createPad(_ call: Call) throws -> Answer {
    let parameters = try PadParameters(try form(call.request))
    if let limit = premises.configuration.padLimit, try padsUsed() >= limit {
      throw Refusal(429, "the plan allows \(limit) pads a month")
    }
    let owner = try owner(parameters.userEmail, call.caller) ?? call.caller.identity
    var random = try premises.randomForNew("pad")
    let id = random.text(8, of: "ABCDEFGHJKLMNPQRSTUVWXYZ23456789")
    var pad = Pad.document(
      id: id, title: "Untitled Pad \(id)", owner: owner, participants: [try nickname(of: owner)],
      created: premises.preciseTimestamp)
    if let language = parameters.language { pad["contents"] = Value(CoderPadLanguages.example(language)) }
    try apply(parameters, to: &pad)
    pad.hidden = ["account": Value(owner)]
    try store.put(pad, id: id, on: Self.pads)
    try store.setFact(Self.usedFact, to: try padsUsed() + 1)
    return Self.succeed(publish(pad))
  }

  func updatePad(_ call: Call) throws -> Answer {
    var pad = try visiblePad(call)
    let id = pad.string("id")
    guard call.caller.isOwner || pad.hidden.string("account") == call.caller.identity else {
      throw Refusal(403, "only the pad's owner and owners of the organization change it")
    }
    let form = try form(call.request)
    let parameters = try PadParameters(form)
    if let owner = try owner(parameters.userEmail, call.caller) {
      pad["owner_email"] = Value(owner)
      pad.hidden = pad.hidden.appending(["account": Value(owner)])
    }
    if form["deleted"] == "true" {
      try store.remove(id, from: Self.pads)
      return Self.ok
    }
    try apply(parameters, to: &pad)
    if form["ended"] == "true", pad["ended_at"]?.isNull ?? true {
      end(&pad, by: try nickname(of: call.caller.identity))
    }
    pad["updated_at"] = Value(premises.preciseTimestamp)
    try store.put(pad, id: id, on: Self.pads)
    return Self.ok
  }

  /// The pad in the path. Throws a 404 if it does not exist or is not visible to the caller.
  private func visiblePad(_ call: Call) throws -> Object {
    guard let pad = try store.get(call["id"], from: Self.pads) else { throw Refusal(404, "no such pad") }
    let isHidden = pad["private"]?.bool ?? false
    guard call.caller.isOwner || !isHidden || pad.hidden.string("account") == call.caller.identity else {
      throw Refusal(404, "the pad is private")
    }
    return pad
  }

  private func apply(_ parameters: PadParameters, to pad: inout Object) throws {
    if let title = parameters.title { pad["title"] = Value(title) }
    if let language = parameters.language { pad["language"] = Value(language) }
    if let contents = parameters.contents { pad["contents"] = Value(contents) }
    if let notes = parameters.notes { pad["notes"] = Value(notes) }
    if let isPrivate = parameters.isPrivate { pad["private"] = Value(isPrivate) }
    if let isEnabled = parameters.isExecutionEnabled { pad["execution_enabled"] = Value(isEnabled) }
    if let id = parameters.questionID { try fill(&pad, fromQuestion: id) }
  }

  private func fill(_ pad: inout Object, fromQuestion id: Int) throws {
    guard var question = try store.get(String(id), from: Self.questions) else {
      throw Refusal(404, "there is no question \(id)")
    }
    pad["language"] = question["language"]
    pad["contents"] = question["contents"]
    question["used"] = Value((question.int("used") ?? 0) + 1)
    try store.put(question, id: String(id), on: Self.questions)
  }

  private func end(_ pad: inout Object, by name: String) {
    let now = premises.timestamp
    pad["ended_at"] = Value(premises.preciseTimestamp)
    let event = Pad.event(kind: "ended", "ended the pad", user: Person(name: name, email: ""), at: now)
    pad["events"] = Value((pad["events"]?.array ?? []) + [event])
  }

  /// The new owner given by `user_email`; the account is created if necessary.
  private func owner(_ email: String?, _ caller: Caller) throws -> String? {
    guard let email else { return nil }
    guard caller.isOwner else { throw Refusal(403, "only owners of the organization set user_email") }
    guard email.hasSuffix("@example.com"), email.count > "@example.com".count else {
      throw Refusal(400, "user_email is an address of the organization, like ada@example.com")
    }
    if try store.get(email, from: Self.users) == nil {
      let name = String(email.prefix { $0 != "@" })
      try store.put(["email": Value(email), "name": Value(name)], id: email, on: Self.users)
    }
    return email
  }

  /// The name of a participant in the pad: the first name.
  private func nickname(of email: String) throws -> String {
    let name = try store.get(email, from: Self.users)?.string("name") ?? email
    return String(name.prefix { $0 != " " && $0 != "@" }).lowercased()
  }

  /// A pad as in responses, with a newly signed URL of its drawing.
  private func publish(_ pad: Object) -> Object {
    var published = pad.published
    if pad.hidden["drawing"]?.bool ?? false {
      var random = premises.random("drawing \(pad.string("id"))")
      let signature = random.text(40, of: "0123456789abcdef")
      published["drawing"] = Value(
        "https://storage.googleapis.com/coderpad-drawings/\(pad.string("id")).png"
          + "?X-Goog-Expires=300&X-Goog-Signature=\(signature)")
    }
    return published
  }
}
