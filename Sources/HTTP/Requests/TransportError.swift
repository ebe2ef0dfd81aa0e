public import Query

/// Why there is no response, whether the request may have reached the server, and what to do.
///
/// Its texts never contain a credential.
public struct TransportError: Error, Sendable {
  /// What happened.
  public enum Kind: Sendable, Hashable {
    /// The request cannot be sent as given: a header with a line break, a malformed URL.
    case invalidRequest
    /// Plain HTTP to a host other than this machine.
    case refusedPlainHTTP
    /// The host name could not be resolved.
    case notResolved
    /// No connection could be established.
    case notConnected
    /// The TLS handshake failed.
    case tls
    /// A timeout expired.
    case timeout(Phase)
    /// The connection was closed before or during the response.
    case cut
    /// The response is not valid HTTP.
    case brokenAnswer
    /// The response exceeds the size limit.
    case tooLarge
    /// The call was interrupted.
    case cancelled
    /// The response redirects to another origin.
    case redirectElsewhere
    /// Policy refused the request, which has this risk class.
    case policy(Risk)
    /// The shared rate window is full, and waiting was not wanted; the time is in Unix seconds.
    case rateWindowFull(until: Double)
    /// The credential could not be obtained.
    case notAuthorized
    /// A file that must be written before sending could not be written.
    case storage
    /// libcurl could not be loaded.
    case libraryMissing
    /// The cassette contains no such request.
    case notRecorded
  }

  /// The timeout that expired.
  public enum Phase: String, Sendable, Hashable {
    /// The timeout for establishing the connection.
    case connect
    /// The timeout for receiving data.
    case idle
    /// The timeout for the whole request.
    case total
  }

  /// Whether the request was sent.
  public enum Sent: String, Sendable, Hashable {
    /// Certainly not.
    case no
    /// Unknown.
    case maybe
    /// Certainly.
    case yes
  }

  /// Determines the exit code and the kind that `catch` receives.
  public var kind: Kind
  /// Whether the request may have had an effect.
  public var sent: Sent
  /// What failed, without a full stop.
  public var message: String
  /// What to do next.
  public var hint: String?
  /// The number of the exchange, if one was begun.
  public var exchange: Int?
  /// The number of attempts.
  public var attempts: Int
  /// The beginning of the response, if its headers had arrived.
  public var received: Response?
  /// The error thrown by `SendPlan.authorize`, for `notAuthorized`.
  public var underlying: (any Error)?

  /// Creates an error.
  public init(_ kind: Kind, sent: Sent, _ message: String, hint: String? = nil) {
    self.kind = kind
    self.sent = sent
    self.message = message
    self.hint = hint
    self.attempts = 1
  }
}

extension TransportError: CustomStringConvertible {
  /// The message and the hint.
  public var description: String { hint.map { "\(message): \($0)" } ?? message }
}

extension TransportError {
  /// What to do after a write that may have taken effect.
  public static let doubt = "the request may have been carried out; look before you send it again"

  /// A copy for a call of a risk class. If a call other than a read may have been sent, the hint begins with that
  /// doubt. If a read was retried in vain, the hint contains the number of attempts.
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
  /// Runs a closure supplied by a provider. Its errors become `notAuthorized`, certainly not sent.
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
