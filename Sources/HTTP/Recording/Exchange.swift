public import Query

/// One request and what came of it, as it may be shown and stored: every secret is already replaced.
public struct Exchange: Sendable {
  /// A request as text; `body` is nil where there is none, or where it was too long to keep.
  public struct Message: Sendable {
    public var method: String
    public var url: String
    public var headers: Headers
    public var body: [UInt8]?
    /// How long the body was, kept or not.
    public var bodyLength: Int
  }

  /// An answer; names of headers in lower case.
  public struct Answer: Sendable {
    public var status: Int
    public var headers: Headers
    public var body: [UInt8]?
    public var bodyLength: Int
    public var timings: Timings
  }

  /// What came of it.
  public enum Outcome: Sendable {
    case pending
    case answered(Answer)
    case failed(TransportError)
  }

  /// From 1, in order of beginning.
  public var id: Int
  public var account: Account
  /// The provider's method, `pads.update`.
  public var method: String
  /// The call as it was written, where known.
  public var call: String?
  public var risk: Risk
  /// The request before credentials.
  public var meant: Message
  /// The request of the last try as it went out; nil until one did.
  public var sent: Message?
  public var outcome: Outcome
  /// What came of the response before it failed, where its header had come.
  public internal(set) var beginning: Answer?
  /// Unix seconds.
  public var startedAt: Double
  /// Waits between tries included.
  public var durationMilliseconds: Double
  /// Every time something was sent for it: tries and redirects.
  public var attempts: [Attempt]
  /// Whether it is so old that only its number, call and status are known, not its URL, headers and bodies.
  public internal(set) var isAbridged = false
  /// The base URL that the request was made below; nil once the exchange is abridged.
  public internal(set) var base: BaseURL?
  /// The unit of a recorded or replayed run that made it.
  public internal(set) var place: UnitPlace?
  /// Whether edush made it on its own on the way of a call.
  public internal(set) var isIncidental = false

  /// Whether it had a body that was dropped to save memory.
  public var lacksBodies: Bool {
    func lacks(_ body: [UInt8]?, _ length: Int) -> Bool { body == nil && length > 0 }
    return isAbridged || lacks(request.body, request.bodyLength)
      || response.map { lacks($0.body, $0.bodyLength) } ?? false
  }

  /// The answer, nil where none came yet or ever.
  public var response: Answer? {
    guard case .answered(let answer) = outcome else { return nil }
    return answer
  }

  /// The response, or what came of it.
  public var received: Answer? { response ?? beginning }

  public var provider: String { account.provider }
  public var profile: String? { account.profile }

  /// The request as it went out, else as it was meant.
  public var request: Message { sent ?? meant }
}
