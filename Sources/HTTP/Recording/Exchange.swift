public import Query

/// A request and its outcome, for display and storage: all secrets have been replaced.
public struct Exchange: Sendable {
  /// A request; `body` is nil if there is none or if it was too long to record.
  public struct Message: Sendable {
    /// The HTTP method.
    public var method: String
    /// The full URL.
    public var url: String
    /// The header fields.
    public var headers: Headers
    /// The body, in the encoding it was sent in.
    public var body: [UInt8]?
    /// The length of the body in bytes, recorded or not.
    public var bodyLength: Int
  }

  /// A response; header names are in lower case.
  public struct Answer: Sendable {
    /// The HTTP status.
    public var status: Int
    /// The header fields.
    public var headers: Headers
    /// The body, decoded; nil if it was too long to record.
    public var body: [UInt8]?
    /// The length of the body in bytes, recorded or not.
    public var bodyLength: Int
    /// How long the phases took.
    public var timings: Timings
  }

  /// The outcome of the exchange.
  public enum Outcome: Sendable {
    /// There is no response yet.
    case pending
    /// A response was received.
    case answered(Answer)
    /// The exchange failed without a usable response.
    case failed(TransportError)
  }

  /// The number of the exchange, from 1 in order of start.
  public var id: Int
  /// The account that the request was sent to.
  public var account: Account
  /// The provider's method, such as `pads.update`.
  public var method: String
  /// The call as written in the script, if known.
  public var call: String?
  /// The risk class of the call.
  public var risk: Risk
  /// The request before credentials are added.
  public var meant: Message
  /// The request of the last attempt as it was sent; nil if none was.
  public var sent: Message?
  /// The outcome so far.
  public var outcome: Outcome
  /// The beginning of a response that failed after its headers had arrived.
  public internal(set) var beginning: Answer?
  /// Unix seconds.
  public var startedAt: Double
  /// The duration, including waits between attempts.
  public var durationMilliseconds: Double
  /// Everything sent for it: attempts and redirects.
  public var attempts: [Attempt]
  /// Whether only the number, call and status are still kept, not the URL, headers and bodies.
  public internal(set) var isAbridged = false
  /// The base URL of the request; nil once the exchange is abridged.
  public internal(set) var base: BaseURL?
  /// The unit of a recorded or replayed run that sent it.
  public internal(set) var place: UnitPlace?
  /// Whether edush sent it on its own behalf as part of a call.
  public internal(set) var isIncidental = false

  /// Whether a body was dropped to save memory.
  public var lacksBodies: Bool {
    func lacks(_ body: [UInt8]?, _ length: Int) -> Bool { body == nil && length > 0 }
    return isAbridged || lacks(request.body, request.bodyLength)
      || response.map { lacks($0.body, $0.bodyLength) } ?? false
  }

  /// The response; nil if none has arrived.
  public var response: Answer? {
    guard case .answered(let answer) = outcome else { return nil }
    return answer
  }

  /// The response, or its beginning if it failed.
  public var received: Answer? { response ?? beginning }

  /// The name of the provider.
  public var provider: String { account.provider }
  /// The name of the profile; nil for the default one.
  public var profile: String? { account.profile }

  /// The request as it was sent, or, if it was not, as it was meant.
  public var request: Message { sent ?? meant }
}
