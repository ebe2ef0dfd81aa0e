/// An answer, whole, with its content coding undone.
public struct Response: Sendable {
  /// The HTTP status, 100 to 999.
  public var status: Int
  /// Names in lower case.
  public var headers: Headers
  /// All of it.
  public var body: [UInt8]
  public var timings: Timings
  /// The number of its exchange, where one is kept.
  public var exchange: Int?
  /// How often the request was sent for it.
  public var attempts: Int

  public init(status: Int, headers: Headers = [:], body: [UInt8] = [], timings: Timings = Timings()) {
    self.status = status
    self.headers = headers
    self.body = body
    self.timings = timings
    self.attempts = 1
  }
}

extension Response {
  /// Its `Date`, Unix seconds; nil where it has none that can be read (RFC 9110, section 6.6.1).
  ///
  /// - Parameter now: Unix seconds, for the century of a date that has two digits of its year.
  public func date(now: Double) -> Double? { headers["date"].flatMap { HTTPDate.unixSeconds($0, now: now) } }
}

/// When the phases of one exchange were done, in milliseconds from its start; zero where a phase did not happen.
public struct Timings: Sendable, Hashable {
  public var nameLookup = 0.0
  public var connect = 0.0
  public var tls = 0.0
  public var firstByte = 0.0
  public var total = 0.0

  public init() {}
}
