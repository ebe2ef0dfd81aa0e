/// Validates requests before any name is resolved.
enum RequestCheck {
  static let headerLimit = 256 << 10

  static func check(_ request: Request) throws(TransportError) {
    guard request.origin.scheme == .https || request.origin.isLoopback else { throw .plainHTTP(request.origin) }
    guard isToken(request.method) else { throw .invalid("`\(shown(request.method))` is not a valid HTTP method") }
    var size = 0
    for field in request.headers.withContentType(of: request.body) {
      size += field.name.utf8.count + field.value.utf8.count
      try check(field)
    }
    guard size <= headerLimit else { throw .invalid("the headers are longer than \(headerLimit) bytes") }
  }

  private static func check(_ field: Headers.Field) throws(TransportError) {
    guard isToken(field.name) else {
      throw .invalid(
        "`\(shown(field.name))` is not a valid header name", "a header name consists of letters, digits and `-`")
    }
    guard field.value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 }) else {
      throw .invalid("the header `\(field.name)` contains a control character", "a header is one line")
    }
    guard !reserved.contains(field.name.lowercasedASCII) else {
      throw .invalid("the header `\(field.name)` cannot be set", "edush sets it itself")
    }
  }

  /// Headers that control routing and message framing.
  private static let reserved: Set = [
    "host", "content-length", "transfer-encoding", "connection", "proxy-connection", "keep-alive", "te", "trailer",
    "upgrade", "expect",
  ]

  /// Whether text is a token (RFC 9110, 5.6.2).
  private static func isToken(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { PercentEncoding.isAlphanumeric($0) || "!#$%&'*+-.^_`|~".utf8.contains($0) }
  }

  private static func shown(_ text: String) -> String {
    String(text.unicodeScalars.prefix(40).map { $0.value < 0x20 || $0.value == 0x7f ? "?" : Character($0) })
  }
}

extension TransportError {
  fileprivate static func plainHTTP(_ origin: Origin) -> TransportError {
    TransportError(
      .refusedPlainHTTP, sent: .no, "\(origin) is plain http, which would expose the credential on the network",
      hint: "use https; http is for this machine only (localhost, 127.0.0.1, [::1])")
  }
}
