import HTTP
import Query

extension Failure {
  /// Why there is no answer, as scripts and exit codes see it.
  init(_ error: TransportError, provider: String) {
    if error.kind == .notAuthorized, let failure = error.underlying as? Failure {
      self = failure
      exchange = failure.exchange ?? error.exchange
      return
    }
    self.init(
      Self.kind(error.kind), error.message, provider: provider, exchange: error.exchange, hint: error.hint,
      isInterruption: error.kind == .cancelled)
  }

  private static func kind(_ kind: TransportError.Kind) -> Kind {
    switch kind {
    case .invalidRequest, .refusedPlainHTTP: .usage
    case .policy: .policy
    case .rateWindowFull: .api
    case .notAuthorized: .auth
    case .notResolved, .notConnected, .tls, .timeout, .cut, .brokenAnswer, .tooLarge, .cancelled, .redirectElsewhere,
      .storage, .libraryMissing:
      .transport
    }
  }
}
