import Query

/// Decides whether and when a request is retried. Pure: it neither reads a clock nor sends anything.
struct RetrySchedule {
  static let maximumTries = 4
  static let budget = 60.0
  static let firstWait = 0.25

  let startedAt: Double
  private var waited = 0.0
  private(set) var tries = 0
  /// Whether any attempt may have had an effect; later failures do not change that.
  private(set) var sent = TransportError.Sent.no

  init(startedAt: Double) {
    self.startedAt = startedAt
  }

  mutating func begin() {
    tries += 1
  }

  /// Records whether an attempt may have been carried out; a refused one was not.
  mutating func end(_ outcome: Result<Response, TransportError>) {
    switch outcome {
    case .failure(let error): if sent == .no || error.sent == .yes { sent = error.sent }
    case .success(let response): if response.status != 401 && response.status != 429 { sent = .yes }
    }
  }

  /// Seconds to wait before the next attempt; nil if the outcome is final.
  mutating func wait(
    after outcome: Result<Response, TransportError>, of request: Request, now: Double, random: Double
  ) -> Double? {
    guard tries < Self.maximumTries else { return nil }
    let wait: Double
    switch outcome {
    case .failure(let error):
      guard Self.isWorthATry(error), error.sent == .no || Self.repeats(request) else { return nil }
      // Retry at once after a reused connection has died.
      wait = error.kind == .cut && error.sent == .maybe && tries == 1 ? 0 : backoff(random)
    case .success(let response):
      guard Self.repeats(request), Self.isPutOff(response, request) else { return nil }
      // The wait of a rate-limited request is left to `RateLimitTransport`.
      if response.status == 429 && request.plan.rateLimit != nil { return 0 }
      wait = RetryAfter.seconds(response.headers, now: now) ?? backoff(random)
    }
    // The time that a rate-limited request waits for its window does not count.
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
