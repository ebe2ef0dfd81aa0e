import Query

/// Decides whether and when one request is tried again; knows no clock and sends nothing.
struct RetrySchedule {
  static let maximumTries = 4
  static let budget = 60.0
  static let firstWait = 0.25

  let startedAt: Double
  private var waited = 0.0
  private(set) var tries = 0
  /// Whether one of the tries can have had an effect: what failed later does not undo it.
  private(set) var sent = TransportError.Sent.no

  init(startedAt: Double) {
    self.startedAt = startedAt
  }

  mutating func begin() {
    tries += 1
  }

  /// Keeps whether a try may have been carried out; one that was refused was not.
  mutating func end(_ outcome: Result<Response, TransportError>) {
    switch outcome {
    case .failure(let error): if sent == .no || error.sent == .yes { sent = error.sent }
    case .success(let response): if response.status != 401 && response.status != 429 { sent = .yes }
    }
  }

  /// Seconds to wait before the next try; nil where this outcome stands.
  mutating func wait(
    after outcome: Result<Response, TransportError>, of request: Request, now: Double, random: Double
  ) -> Double? {
    guard tries < Self.maximumTries else { return nil }
    let wait: Double
    switch outcome {
    case .failure(let error):
      guard Self.isWorthATry(error), error.sent == .no || Self.repeats(request) else { return nil }
      // A kept connection that died is replaced at once.
      wait = error.kind == .cut && error.sent == .maybe && tries == 1 ? 0 : backoff(random)
    case .success(let response):
      guard Self.repeats(request), Self.isPutOff(response, request) else { return nil }
      // The window's transport knows how long a limited request waits.
      if response.status == 429 && request.plan.rateLimit != nil { return 0 }
      wait = RetryAfter.seconds(response.headers, now: now) ?? backoff(random)
    }
    // Waits for the window of a limited request are not its own.
    let spent = request.plan.rateLimit == nil ? now - startedAt : waited
    guard spent + wait <= Self.budget else { return nil }
    waited += wait
    return wait
  }

  private func backoff(_ random: Double) -> Double {
    var wait = Self.firstWait
    for _ in 1..<max(tries, 1) { wait *= 2 }
    return wait * (0.5 + random)
  }

  private static func repeats(_ request: Request) -> Bool {
    request.context.risk == .read && request.plan.retry.isRepeatable
  }

  private static func isWorthATry(_ error: TransportError) -> Bool {
    switch error.kind {
    case .notResolved, .notConnected, .cut, .timeout(.connect): true
    case .invalidRequest, .refusedPlainHTTP, .tls, .timeout, .brokenAnswer, .tooLarge, .cancelled, .redirectElsewhere,
      .policy, .rateWindowFull, .notAuthorized, .storage, .libraryMissing, .notRecorded:
      false
    }
  }

  private static func isPutOff(_ response: Response, _ request: Request) -> Bool {
    switch response.status {
    case 429: !(request.plan.retry.isQuota?(response) ?? false)
    case 502, 503, 504: true
    default: false
    }
  }
}
