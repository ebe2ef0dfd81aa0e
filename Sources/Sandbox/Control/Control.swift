import JSON

/// What the sandbox tells about itself, under `/_sandbox`.
///
/// - `GET /_sandbox/health`: that it lives, with its seed and size.
/// - `GET /_sandbox/requests`: the requests received, newest last. `DELETE` forgets them.
final class Control {
  private let premises: Premises
  private let log: RequestLog

  init(premises: Premises, log: RequestLog) {
    self.premises = premises
    self.log = log
  }

  /// The answer to a request for the sandbox itself; nil where it is for an API.
  func answer(_ request: Request) -> Answer? {
    guard request.path == "/_sandbox" || request.path.hasPrefix("/_sandbox/") else { return nil }
    switch (request.method, request.path) {
    case ("GET", "/_sandbox/health"): return Answer(health)
    case ("GET", "/_sandbox/requests"): return Answer(log.value)
    case ("DELETE", "/_sandbox/requests"):
      log.clear()
      return .noContent
    default: return Answer(["error": "the sandbox has /_sandbox/health and /_sandbox/requests"], status: 404)
    }
  }

  private var health: Value {
    [
      "status": "ok",
      "seed": Value(String(premises.configuration.seed)),
      "size": Value(premises.configuration.size),
      "providers": ["codementor", "coderpad", "tutrex", "coursepath", "coursio"],
    ]
  }
}
