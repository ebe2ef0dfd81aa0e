import JSON

/// An event of a scheduled session, announced by webhook.
enum SessionEvent: String {
  case created, confirmed, cancelled, declined, rescheduled

  /// The name of the event: `scheduled_session.created`.
  var name: String { "scheduled_session.\(rawValue)" }

  init?(name: String) {
    let prefix = "scheduled_session."
    guard name.hasPrefix(prefix) else { return nil }
    self.init(rawValue: String(name.dropFirst(prefix.count)))
  }
}

extension CodementorAPI {
  /// Simulates a client who requests a session. Returns the id of the pending session.
  func requestSession() throws -> String {
    try prepare(premises)
    var random = try premises.randomForNew("scheduled session")
    let client = People.person(random.int(0...999), &random)
    let id = random.text(10, of: "abcdefghijklmnopqrstuvwxyz0123456789")
    let session = Self.scheduledSession(
      id: id, appointment: Int(premises.now) + 86_400, username: String(client.email.prefix { $0 != "@" }),
      name: client.name)
    try premises.store.put(session, id: id, on: Self.scheduledSessions)
    announce(.created, session)
    return id
  }

  /// Simulates a client who cancels a session that is not over.
  func cancelSession(_ id: String) throws {
    try prepare(premises)
    guard var session = try premises.store.get(id, from: Self.scheduledSessions) else {
      throw Refusal(404, "there is no scheduled session \(id)")
    }
    session["state"] = "cancelled"
    try premises.store.put(session, id: id, on: Self.scheduledSessions)
    announce(.cancelled, session)
  }

  /// Sends the event with the documented fields.
  func announce(_ event: SessionEvent, _ session: Object) {
    var data: Object = ["id": session["id"] ?? .null]
    data["\(event.rawValue)_at"] = Value(Int(premises.now))
    data["appointment_timestamp"] = session["appointment"]
    data["mentee"] = session["mentee"]
    switch event {
    case .created, .confirmed: data["schedule_url"] = Value(Self.link(session))
    case .cancelled: data["reason"] = "I have to watch the new Game of Thrones episode!"
    case .declined: break
    case .rescheduled:
      data["schedule_url"] = Value(Self.link(session))
      data["note"] = "I'm not available until this time."
    }
    premises.webhooks.codementor.send(event.name, data)
  }

  private static func link(_ session: Object) -> String {
    "https://www.codementor.io/m/dashboard/my-schedules/\(session.string("id"))"
  }

  static func scheduledSession(id: String, appointment: Int, username: String, name: String) -> Object {
    [
      "id": Value(id), "state": "pending", "appointment": Value(appointment),
      "mentee": ["username": Value(username), "name": Value(name)],
    ]
  }
}
