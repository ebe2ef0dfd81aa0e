public import Query

/// Why there is no answer, whether the request could have reached the server, and what to do.
///
/// Its texts never hold a credential.
public struct TransportError: Error, Sendable {
  /// What happened.
  public enum Kind: Sendable, Hashable {
    /// A request that cannot be sent as written: a header with a line break, a malformed URL.
    case invalidRequest
    /// Plain http to a host that is not this machine.
    case refusedPlainHTTP
    case notResolved
    case notConnected
    case tls
    case timeout(Phase)
    /// The connection ended within the answer, or before one.
    case cut
    /// What came is no HTTP answer.
    case brokenAnswer
    /// The answer is longer than the limit.
    case tooLarge
    case cancelled
    /// The answer points to another origin.
    case redirectElsewhere
    case policy(Risk)
    /// The shared rate window is full, and waiting was not wanted; the time is Unix seconds.
    case rateWindowFull(until: Double)
    /// The credential could not be had.
    case notAuthorized
    /// A file that must be written before sending could not be.
    case storage
    case libraryMissing
    /// The recording that a run is replayed from has no such request.
    case notRecorded
  }

  /// Which limit ran out.
  public enum Phase: String, Sendable, Hashable {
    case connect
    case idle
    case total
  }

  /// Whether the request left.
  public enum Sent: String, Sendable, Hashable {
    /// Certainly not.
    case no
    case maybe
    case yes
  }

  /// What exit codes and `catch` go by.
  public var kind: Kind
  /// Whether it can have had an effect.
  public var sent: Sent
  /// What happened, without a full stop.
  public var message: String
  /// What to do.
  public var hint: String?
  /// The number of its exchange, where one was begun.
  public var exchange: Int?
  /// How often it was tried.
  public var attempts: Int
  /// The beginning of the response, where its header had come.
  public var received: Response?
  /// What `SendPlan.authorize` threw, for `notAuthorized`.
  public var underlying: (any Error)?

  public init(_ kind: Kind, sent: Sent, _ message: String, hint: String? = nil) {
    self.kind = kind
    self.sent = sent
    self.message = message
    self.hint = hint
    self.attempts = 1
  }
}

extension TransportError: CustomStringConvertible {
  public var description: String { hint.map { "\(message): \($0)" } ?? message }
}

extension TransportError {
  /// What to do after a write that may or may not have taken effect.
  public static let doubt = "the request may have been carried out; look before you send it again"

  /// The same error of a call of that risk: with the doubt first, where the call is more than a read and may have left;
  /// with the number of tries where a read was tried again in vain.
  func inDoubt(_ risk: Risk) -> TransportError {
    if risk == .read, attempts > 1, kind != .cancelled {
      var error = self
      error.hint = ["tried \(attempts) times", hint].compactMap(\.self).joined(separator: "; ")
      return error
    }
    guard risk != .read, sent != .no, hint?.hasPrefix(Self.doubt) != true else { return self }
    var error = self
    switch kind {
    case .tls, .redirectElsewhere: error.hint = [Self.doubt, hint].compactMap(\.self).joined(separator: "; ")
    case .invalidRequest, .refusedPlainHTTP, .notResolved, .notConnected, .timeout, .cut, .brokenAnswer, .tooLarge,
      .cancelled, .policy, .rateWindowFull, .notAuthorized, .storage, .libraryMissing,
      .notRecorded:
      error.hint = Self.doubt
    }
    return error
  }

  static func invalid(_ message: String, _ hint: String? = nil) -> TransportError {
    TransportError(.invalidRequest, sent: .no, message, hint: hint)
  }
}

extension TransportError {
  /// Runs what a provider supplied; its errors become `notAuthorized`, surely not sent.
  static func wrapping<Result>(_ body: () throws -> Result) throws(TransportError) -> Result {
    do {
      return try body()
    } catch let error as TransportError {
      throw error
    } catch {
      var failure = TransportError(.notAuthorized, sent: .no, "could not obtain the credential", hint: "log in again")
      failure.underlying = error
      throw failure
    }
  }
}
