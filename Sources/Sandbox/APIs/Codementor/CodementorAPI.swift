import JSON
import Storage

/// Codementor's API according to codementor.txt: completed work, payouts, and responses to requested sessions.
///
/// The document does not specify the error format (here `{"message": …}`), the response to an unknown `starting_after`
/// (400), or when an action conflicts (409 if a session is no longer pending).
final class CodementorAPI: SimulatedAPI {
  enum Endpoint: String, CaseIterable {
    case sessions = "sessions.list"
    case directPayments = "direct_payments.list"
    case freelanceJobs = "freelance_jobs.list"
    case payouts = "payouts.list"
    case confirm = "scheduled_sessions.confirm"
    case reschedule = "scheduled_sessions.reschedule"
    case decline = "scheduled_sessions.decline"
  }

  static let name = "codementor"
  static let mount = "/codementor/api"

  let routes = RouteTable<Endpoint>([
    ("GET", "/sessions", .sessions),
    ("GET", "/direct-payments", .directPayments),
    ("GET", "/freelance-jobs", .freelanceJobs),
    ("GET", "/payouts/monthly-payouts", .payouts),
    ("POST", "/scheduled-sessions/:id/confirm", .confirm),
    ("POST", "/scheduled-sessions/:id/reschedule", .reschedule),
    ("POST", "/scheduled-sessions/:id/decline", .decline),
  ])

  static let sessions = Shelf("codementor.sessions")
  static let directPayments = Shelf("codementor.direct_payments")
  static let freelanceJobs = Shelf("codementor.freelance_jobs")
  static let payouts = Shelf("codementor.payouts")
  static let scheduledSessions = Shelf("codementor.scheduled_sessions")

  static let pageSize = 25

  let premises: Premises
  private var limit: SlidingWindow

  init(_ premises: Premises) {
    self.premises = premises
    limit = SlidingWindow(limit: premises.configuration.rateLimit, seconds: premises.configuration.rateWindow)
  }

  func admit(_ request: Request) throws -> Caller {
    let key = request.header("x-codementor-api-key")
    guard let key, key == premises.credentials.codementorKey || key == CodementorExamples.key else {
      throw Refusal(401, "the header is x-codementor-api-key: KEY")
    }
    guard limit.admit(key, at: premises.now) else {
      throw Refusal(429, "\(premises.configuration.rateLimit) requests per hour and key")
    }
    return Caller(identity: key)
  }

  func answer(_ endpoint: Endpoint, _ call: Call) throws -> Answer {
    switch endpoint {
    case .sessions: try list(Self.sessions, call)
    case .directPayments: try list(Self.directPayments, call)
    case .freelanceJobs: try list(Self.freelanceJobs, call)
    case .payouts: try listPayouts(call)
    case .confirm: try respond(.confirmed, call)
    case .reschedule: try respond(.rescheduled, call)
    case .decline: try respond(.declined, call)
    }
  }

  func answer(to refusal: Refusal) -> Answer {
    Answer(refusing: refusal, with: ["message": Value(refusal.message ?? Self.message(for: refusal.status))])
  }

  /// The document's table of errors.
  private static func message(for status: Int) -> String {
    switch status {
    case 400: "Your request is invalid."
    case 401: "Your API key is wrong."
    case 404: "The specified resource could not be found."
    case 409: "Your request has a conflict with the current state of the target resource."
    case 429: "You've sent too many requests. Slow down!"
    default: "We had a problem with our server. Try again later."
    }
  }
}

extension CodementorAPI {
  /// The next 25 items after `starting_after`, newest first, without refunded ones.
  private func list(_ shelf: Shelf, _ call: Call) throws -> Answer {
    let visible = Condition.differs("_.refunded", .integer(1))
    var selection = Selection(
      shelf: shelf, conditions: [visible], order: [.init(field: "_.rank", direction: .descending)])
    if let id = call.request.parameters["starting_after"] {
      guard let last = try premises.store.get(id, from: shelf), let rank = last.hidden.int("rank") else {
        throw Refusal(400, "starting_after is the id of an item of this list")
      }
      selection.conditions.append(.below("_.rank", .integer(rank)))
    }
    selection.limit = Self.pageSize + 1
    let items = try premises.store.list(selection)
    return Answer([
      "data": Value(items.prefix(Self.pageSize).map { Value($0.published) }),
      "has_more": Value(items.count > Self.pageSize),
    ])
  }

  private func listPayouts(_ call: Call) throws -> Answer {
    guard let month = call.request.parameters["payout_month"], Self.isMonth(month) else {
      throw Refusal(400, "payout_month is required, as YYYY-MM")
    }
    let payouts = try premises.store.list(
      Selection(
        shelf: Self.payouts, conditions: [.equals("_.month", .text(month))],
        order: [.init(field: "paid_at", direction: .descending)]))
    return Answer(Value(payouts.map { Value($0.published) }))
  }

  private static func isMonth(_ text: String) -> Bool {
    text.utf8.count == 7 && Timestamp.seconds(text + "-01") != nil
  }

  /// Responds to a pending session.
  private func respond(_ event: SessionEvent, _ call: Call) throws -> Answer {
    let id = call["id"]
    guard var session = try premises.store.get(id, from: Self.scheduledSessions) else {
      throw Refusal(404, "there is no scheduled session \(id)")
    }
    guard session.string("state") == "pending" else {
      throw Refusal(409, "the session has been \(session.string("state")) already")
    }
    session["state"] = Value(event.rawValue)
    try premises.store.put(session, id: id, on: Self.scheduledSessions)
    announce(event, session)
    return Answer(["id": Value(id)])
  }
}
