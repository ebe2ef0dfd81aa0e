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

extension Timings {
  /// What a request spends time with, in this order.
  public enum Phase: String, CaseIterable, Sendable {
    case dns
    case connect
    case tls
    case wait
    case receive
  }

  /// When a phase began and how long it took, in milliseconds; a phase that did not happen takes no time.
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

  /// `dns 0.4 · connect 1.2 · wait 120 · receive 2 ms`, without phases that did not happen.
  public var summary: String {
    let phases = Phase.allCases.map { ($0.rawValue, span(of: $0).duration) }.filter { $0.1 >= 0.05 }
    return phases.map { "\($0.0) \(Self.text($0.1))" }.joined(separator: " · ") + (phases.isEmpty ? "" : " ms")
  }

  /// Milliseconds, with one decimal below 100.
  public static func text(_ milliseconds: Double) -> String {
    let tenths = (milliseconds * 10).rounded()
    guard tenths < 1000 else { return "\(Int(milliseconds.rounded()))" }
    return "\(Int(tenths) / 10).\(Int(tenths) % 10)"
  }
}
