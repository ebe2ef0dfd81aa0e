import CCurl
import Query

/// Maps a libcurl error code to an error kind and text.
struct CurlFailure {
  let kind: TransportError.Kind
  let text: String

  init(
    code: Int32, detail: String, origin: Origin, sent: TransportError.Sent, limit: ReceivedAnswer.Limit?,
    isOverTime: Bool
  ) {
    let isBroken = UInt32(bitPattern: code) == CCURL_TLS_CONNECT.rawValue && Self.isBrokenConnection(detail)
    let found =
      isBroken ? .notConnected : Self.kind(UInt32(bitPattern: code), sent: sent, limit: limit, isOverTime: isOverTime)
    // If the request may have been sent, libcurl's failed attempt to reconnect is irrelevant.
    let isCut = sent != .no && (found == .notResolved || found == .notConnected)
    kind = isCut ? .cut : found
    let because = detail.isEmpty ? "libcurl's code is \(code)" : detail
    text = Self.text(kind, origin: origin, because: because, limit: limit)
  }

  private static func kind(
    _ code: UInt32, sent: TransportError.Sent, limit: ReceivedAnswer.Limit?, isOverTime: Bool
  ) -> TransportError.Kind {
    if limit != nil { return .tooLarge }
    return switch ccurl_code(rawValue: code) {
    case CCURL_HOST_NOT_RESOLVED, CCURL_PROXY_NOT_RESOLVED: .notResolved
    case CCURL_NOT_CONNECTED, CCURL_PROXY_HANDSHAKE: .notConnected
    case CCURL_TLS_CONNECT, CCURL_TLS_ENGINE, CCURL_TLS_CERTIFICATE, CCURL_TLS_CIPHER, CCURL_TLS_VERIFICATION,
      CCURL_TLS_CA_FILE:
      .tls
    case CCURL_TIMED_OUT: .timeout(isOverTime ? .total : sent == .no ? .connect : .total)
    case CCURL_URL_MALFORMED: .invalidRequest
    case CCURL_WEIRD_REPLY, CCURL_UNSUPPORTED_PROTOCOL, CCURL_BAD_CODING: .brokenAnswer
    case CCURL_PARTIAL, CCURL_GOT_NOTHING, CCURL_SEND, CCURL_RECEIVE, CCURL_HTTP2, CCURL_HTTP2_STREAM, CCURL_ABORTED:
      sent == .no ? .notConnected : .cut
    default: sent == .no ? .notConnected : .brokenAnswer
    }
  }

  /// Whether the connection broke during the handshake, as opposed to a TLS error: libcurl uses one code for both. The
  /// texts are from libcurl, OpenSSL and GnuTLS.
  private static func isBrokenConnection(_ detail: String) -> Bool {
    [
      "reset by peer", "SSL_ERROR_SYSCALL", "unexpected eof", "non-properly terminated", "in the pull function",
    ].contains { detail.contains($0) }
  }

  private static func text(
    _ kind: TransportError.Kind, origin: Origin, because: String, limit: ReceivedAnswer.Limit?
  ) -> String {
    switch kind {
    case .notResolved: "the name of \(origin) was not found (\(because))"
    case .notConnected: "\(origin) cannot be reached (\(because))"
    case .tls: "the connection to \(origin) is not secure (\(because))"
    case .timeout(.connect): "connecting to \(origin) timed out"
    case .timeout: "\(origin) did not respond in time"
    case .cut: "\(origin) closed the connection before the response was complete"
    case .tooLarge: tooLarge(origin, limit)
    case .invalidRequest: "libcurl cannot read the URL of \(origin)"
    case .brokenAnswer, .refusedPlainHTTP, .cancelled, .redirectElsewhere, .policy, .rateWindowFull, .notAuthorized,
      .storage, .libraryMissing, .notRecorded:
      "\(origin) did not send a valid HTTP response (\(because))"
    }
  }

  private static func tooLarge(_ origin: Origin, _ limit: ReceivedAnswer.Limit?) -> String {
    guard case .body(let bytes) = limit else { return "the headers of \(origin) are too long" }
    return "the response of \(origin) is longer than \(bytes) bytes"
  }

  /// Whether the transfer failed before a connection was established, for a library that opens at most one connection.
  static func isBeforeConnecting(_ code: Int32) -> Bool {
    switch ccurl_code(rawValue: UInt32(bitPattern: code)) {
    case CCURL_URL_MALFORMED, CCURL_HOST_NOT_RESOLVED, CCURL_PROXY_NOT_RESOLVED, CCURL_NOT_CONNECTED: true
    default: false
    }
  }

  /// What to do, apart from the doubt about a write.
  static func hint(_ kind: TransportError.Kind, _ sent: TransportError.Sent) -> String? {
    switch kind {
    case .notResolved: "check the host name and the network"
    case .notConnected: "check the network, HTTPS_PROXY, and whether the server runs"
    case .tls: "check the clock and the host name; SSL_CERT_FILE names certificates to trust"
    case .timeout, .cut, .brokenAnswer:
      sent == .no ? "nothing was sent; try again" : "this was a read; retrying is safe"
    case .tooLarge: "ask for less: smaller pages, or a filter"
    case .invalidRequest, .refusedPlainHTTP, .cancelled, .redirectElsewhere, .policy, .rateWindowFull, .notAuthorized,
      .storage, .libraryMissing, .notRecorded:
      nil
    }
  }
}
