/// A complete response, with its content coding removed.
public struct Response: Sendable {
  /// The HTTP status, 100 to 999.
  public var status: Int
  /// The header fields, with names in lower case.
  public var headers: Headers
  /// The complete body.
  public var body: [UInt8]
  /// How long the phases of the exchange took.
  public var timings: Timings
  /// The number of the exchange, if recorded.
  public var exchange: Int?
  /// The number of attempts.
  public var attempts: Int

  /// Creates a response.
  public init(status: Int, headers: Headers = [:], body: [UInt8] = [], timings: Timings = Timings()) {
    self.status = status
    self.headers = headers
    self.body = body
    self.timings = timings
    self.attempts = 1
  }
}

extension Response {
  /// The `Date` header in Unix seconds; nil if missing or malformed (RFC 9110, section 6.6.1).
  ///
  /// - Parameter now: Unix seconds, to resolve a two-digit year.
  public func date(now: Double) -> Double? { headers["date"].flatMap { HTTPDate.unixSeconds($0, now: now) } }
}

/// When each phase of an exchange ended, in milliseconds from its start; zero if a phase did not happen.
public struct Timings: Sendable, Hashable {
  /// The end of the name lookup.
  public var nameLookup = 0.0
  /// The end of the TCP connect.
  public var connect = 0.0
  /// The end of the TLS handshake.
  public var tls = 0.0
  /// The arrival of the first byte of the response.
  public var firstByte = 0.0
  /// The end of the exchange.
  public var total = 0.0

  /// Creates timings of zero.
  public init() {}
}

extension Timings {
  /// The phases of an exchange, in order.
  public enum Phase: String, CaseIterable, Sendable {
    /// Name resolution.
    case dns
    /// The TCP connection.
    case connect
    /// The TLS handshake.
    case tls
    /// From the request to the first byte of the response.
    case wait
    /// The rest of the response.
    case receive
  }

  /// The start and duration of a phase, in milliseconds; the duration is zero if it did not happen.
  public func span(of phase: Phase) -> (start: Double, duration: Double) {
    let connected = max(connect, nameLookup)
    let ready = max(tls, connected)
    let (start, end): (Double, Double) =
      switch phase {
      case .dns: (0, nameLookup)
      case .connect: (nameLookup, connected)
      case .tls: (connected, ready)
      case .wait: (ready, max(firstByte, ready))
      case .receive: (max(firstByte, ready), total)
      }
    return (start, max(0, end - start))
  }

  /// A summary such as `dns 0.4 · connect 1.2 · wait 120 · receive 2 ms`, without phases that did not happen.
  public var summary: String {
    let phases = Phase.allCases.map { ($0.rawValue, span(of: $0).duration) }.filter { $0.1 >= 0.05 }
    return phases.map { "\($0.0) \(Self.text($0.1))" }.joined(separator: " · ") + (phases.isEmpty ? "" : " ms")
  }

  /// Formats milliseconds, with one decimal below 100.
  public static func text(_ milliseconds: Double) -> String {
    let tenths = (milliseconds * 10).rounded()
    guard tenths < 1000 else { return "\(Int(milliseconds.rounded()))" }
    return "\(Int(tenths) / 10).\(Int(tenths) % 10)"
  }
}
