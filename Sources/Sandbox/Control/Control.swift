import JSON

/// What the sandbox tells about itself, under `/_sandbox`.
///
/// - `GET /_sandbox/health`: that it lives, with its seed and size.
/// - `GET /_sandbox/requests`: the requests received, newest last. `DELETE` forgets them.
/// - `GET /_sandbox/openapi.json`: the five APIs as OpenAPI; `?provider=coderpad` only one.
/// - `GET /_sandbox/webhook`: where Codementor's events go and which went, with `?provider=coursepath` Coursepath's.
///   `PUT {"url": URL or null}` changes it.
/// - `POST /_sandbox/webhook {"event_name"}`: a client or learner does something. `scheduled_session.created` requests a
///   new session and answers its id, `scheduled_session.cancelled` with an `id` cancels one, `COURSEMEMBER_COMPLETED`
///   completes a course and answers the enrolment, which `courseId` and `memberId` can name.
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

  /// The answer to a request for the sandbox itself; nil where it is for an API.
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

  /// Those of the provider that the query names, Codementor's without one.
  private func webhooks(_ request: Request) throws -> WebhookSender {
    let name = request.parameters["provider"] ?? WebhookProvider.codementor.rawValue
    guard let provider = WebhookProvider(rawValue: name) else {
      throw Refusal(404, "provider is \(WebhookProvider.allCases.map(\.rawValue).joined(separator: " or "))")
    }
    return premises.webhooks[provider]
  }

  /// Does what a client of Codementor's or a learner of Coursepath's would do.
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
