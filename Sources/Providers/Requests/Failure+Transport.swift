import HTTP
import Query

extension Failure {
  /// Converts a transport error to a failure for scripts and exit codes.
  init(_ error: TransportError, of call: CallContext) {
    if error.kind == .notAuthorized, let failure = error.underlying as? Failure {
      self = failure
      exchange = failure.exchange ?? error.exchange
      return
    }
    self.init(
      Self.kind(error.kind), error.message, provider: call.provider, exchange: error.exchange, hint: error.hint,
      isInterruption: error.kind == .cancelled)
    if call.risk != .read, error.sent != .no { effect = .maybe }
    isTransient = Self.isTransient(error.kind)
    endsRun = error.kind == .notRecorded || error.kind == .storage
  }

  private static func kind(_ kind: TransportError.Kind) -> Kind {
    switch kind {
    case .invalidRequest, .refusedPlainHTTP: .usage
    case .policy: .policy
    case .rateWindowFull: .api
    case .notAuthorized: .auth
    case .notResolved, .notConnected, .tls, .timeout, .cut, .brokenAnswer, .tooLarge, .cancelled, .redirectElsewhere,
      .storage, .libraryMissing, .notRecorded:
      .transport
    }
  }

  private static func isTransient(_ kind: TransportError.Kind) -> Bool {
    switch kind {
    case .notResolved, .notConnected, .timeout, .cut, .brokenAnswer: true
    case .invalidRequest, .refusedPlainHTTP, .policy, .rateWindowFull, .notAuthorized, .tls, .tooLarge, .cancelled,
      .redirectElsewhere, .storage, .libraryMissing, .notRecorded:
      false
    }
  }
}
