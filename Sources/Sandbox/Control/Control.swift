import JSON

/// The sandbox's own endpoints, under `/_sandbox`.
///
/// - `GET /_sandbox/health`: the status, with seed and size.
/// - `GET /_sandbox/requests`: the received requests, newest last. `DELETE` clears them.
/// - `GET /_sandbox/openapi.json`: the five APIs as OpenAPI; only one with `?provider=coderpad`.
/// - `GET /_sandbox/webhook`: the target of Codementor's events and the events sent; for Coursepath with
/// `?provider=coursepath`. `PUT {"url": URL or null}` changes the target.
/// - `POST /_sandbox/webhook {"event_name"}`: simulates an action of a client or learner. `scheduled_session.created`
/// requests a new session and returns its id, `scheduled_session.cancelled` with an `id` cancels one, and
/// `COURSEMEMBER_COMPLETED` completes a course, optionally selected by `courseId` and `memberId`, and returns the
/// enrolment.
final class Control {
  private let premises: Premises
  private let log: RequestLog
  private let codementor: CodementorAPI
  private let coursepath: CoursepathAPI
  private let apis: [any SimulatedAPI]

  init(
    premises: Premises, log: RequestLog, codementor: CodementorAPI, coursepath: CoursepathAPI,
    apis: [any SimulatedAPI]
  ) {
    self.premises = premises
    self.log = log
    self.codementor = codementor
    self.coursepath = coursepath
    self.apis = apis
  }

  /// The response to a request for the sandbox itself; nil if the request is for an API.
  func answer(_ request: Request) -> Answer? {
    guard request.path == "/_sandbox" || request.path.hasPrefix("/_sandbox/") else { return nil }
    do {
      return try route(request)
    } catch let refusal as Refusal {
      return Answer(["error": Value(refusal.reason)], status: refusal.status)
    } catch {
      return Answer(["error": Value("\(error)")], status: 500)
    }
  }

  private func route(_ request: Request) throws -> Answer {
    switch (request.method, request.path) {
    case ("GET", "/_sandbox/health"): return Answer(health)
    case ("GET", "/_sandbox/requests"): return Answer(log.value)
    case ("DELETE", "/_sandbox/requests"):
      log.clear()
      return .noContent
    case ("GET", "/_sandbox/openapi.json"): return try describe(request.parameters["provider"])
    case ("GET", "/_sandbox/webhook"): return Answer(try webhooks(request).value)
    case ("PUT", "/_sandbox/webhook"): return try setWebhook(request)
    case ("POST", "/_sandbox/webhook"): return try act(request)
    default: throw Refusal(404, "the sandbox has health, openapi.json, requests and webhook under /_sandbox")
    }
  }

  private var health: Value {
    [
      "status": "ok",
      "seed": Value(String(premises.configuration.seed)),
      "size": Value(premises.configuration.size),
      "providers": Value(texts: apis.map { type(of: $0).name }),
    ]
  }

  private func describe(_ provider: String?) throws -> Answer {
    let described = provider == nil ? apis : apis.filter { type(of: $0).name == provider }
    guard !described.isEmpty else { throw Refusal(404, "there is no such provider") }
    return Answer(OpenAPIDocument.value(described, origin: premises.origin))
  }

  private func setWebhook(_ request: Request) throws -> Answer {
    guard let url = (try? Value.parse(utf8: request.body))?["url"] else {
      throw Refusal(400, "the body is {\"url\": URL or null}")
    }
    let webhooks = try webhooks(request)
    if url.isNull {
      webhooks.address = nil
    } else {
      guard let address = url.string.flatMap({ WebhookAddress($0) }) else {
        throw Refusal(400, "webhooks go to http://127.0.0.1:PORT/…")
      }
      webhooks.address = address
    }
    return Answer(webhooks.value)
  }

  /// The webhooks of the provider in the query, by default Codementor's.
  private func webhooks(_ request: Request) throws -> WebhookSender {
    let name = request.parameters["provider"] ?? WebhookProvider.codementor.rawValue
    guard let provider = WebhookProvider(rawValue: name) else {
      throw Refusal(404, "provider is \(WebhookProvider.allCases.map(\.rawValue).joined(separator: " or "))")
    }
    return premises.webhooks[provider]
  }

  /// Simulates an action of a Codementor client or a Coursepath learner.
  private func act(_ request: Request) throws -> Answer {
    let body = try? Value.parse(utf8: request.body)
    if body?["event_name"]?.string == CourseMemberEvent.completed.rawValue {
      let enrollment = try coursepath.completeCourse(courseID: body?["courseId"]?.int, memberID: body?["memberId"]?.int)
      return Answer(Value(enrollment.published))
    }
    switch body?["event_name"]?.string.flatMap({ SessionEvent(name: $0) }) {
    case .created: return Answer(["id": Value(try codementor.requestSession())])
    case .cancelled:
      let id = body?["id"]?.string ?? ""
      try codementor.cancelSession(id)
      return Answer(["id": Value(id)])
    case .confirmed, .declined, .rescheduled, nil:
      throw Refusal(
        400,
        "event_name is scheduled_session.created, scheduled_session.cancelled or COURSEMEMBER_COMPLETED; the rest are calls"
      )
    }
  }
}
