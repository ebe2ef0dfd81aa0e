/// The faults to inject into one request; usually none.
struct Fault {
  enum Disguise { case wrongType, notJSON }

  var delayInMilliseconds = 0
  var refusal: Refusal?
  var retryAfter: Int?
  var manner = Delivery.Manner.whole
  var disguise: Disguise?

  /// Whether the client receives any part of a response.
  var isAnswered: Bool { manner != .cut && manner != .hang }

  /// Whether the API handles the request.
  var isHandled: Bool { refusal == nil && isAnswered }

  /// Disguises a response.
  func disguise(_ answer: inout Answer) {
    if let retryAfter { answer.headers.append(("Retry-After", String(retryAfter))) }
    switch disguise {
    case .wrongType: answer.contentType = "text/html; charset=utf-8"
    case .notJSON: answer.body = Array("<html><body><h1>Service maintenance</h1></body></html>\n".utf8)
    case nil: break
    }
  }
}

/// Selects the faults for each request, according to the rules and the seed.
final class FaultInjector {
  private let rules: [FaultRule]
  private var hits: [Int]
  private var random: RandomSource

  init(_ rules: [FaultRule], random: RandomSource) {
    self.rules = rules
    self.random = random
    hits = Array(repeating: 0, count: rules.count)
  }

  /// The faults for the next request to an endpoint.
  func next(for provider: String, endpoint: String?) -> Fault {
    var fault = Fault()
    for (index, rule) in rules.enumerated() where rule.covers(provider, endpoint) {
      guard hits[index] < rule.count ?? .max, rule.probability >= 1 || random.chance(rule.probability) else {
        continue
      }
      hits[index] += 1
      apply(rule.kind, to: &fault)
    }
    return fault
  }

  private func apply(_ kind: FaultRule.Kind, to fault: inout Fault) {
    let reason = "a fault rule asked for it"
    switch kind {
    case .latency(let milliseconds): fault.delayInMilliseconds += milliseconds
    case .status(let status, let retryAfter):
      fault.refusal = Refusal(status, reason)
      fault.retryAfter = retryAfter
    case .anyServerError: fault.refusal = Refusal(random.pick([500, 502, 503, 504]) ?? 500, reason)
    case .hang: fault.manner = .hang
    case .cut: fault.manner = .cut
    case .truncated: fault.manner = .truncated
    case .wrongType: fault.disguise = .wrongType
    case .notJSON: fault.disguise = .notJSON
    }
  }
}
