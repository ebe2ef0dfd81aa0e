import HTTP
import Query
import Testing

/// How often one request is tried, by fault.
struct RetryRow: Sendable, CustomTestStringConvertible {
  let name: String
  let fault: RetryFault
  let sent: TransportError.Sent
  /// A read.
  let read: Int
  /// A write, an outward or destructive call, and a login of any class.
  let write: Int

  init(_ name: String, _ fault: RetryFault, _ sent: TransportError.Sent, read: Int, write: Int) {
    self.name = name
    self.fault = fault
    self.sent = sent
    self.read = read
    self.write = write
  }

  var testDescription: String { name }
}

extension RetryRow {
  static let table = [
    RetryRow("the name is not resolved", .scripted(.fault(.notResolved, sent: .no)), .no, read: 4, write: 4),
    RetryRow("the connection is refused", .refused, .no, read: 4, write: 4),
    RetryRow("reset before a byte was sent", .resetInHandshake, .no, read: 4, write: 4),
    RetryRow("closed before a byte was sent", .closedInHandshake, .no, read: 4, write: 4),
    RetryRow("connecting times out", .notTaken, .no, read: 4, write: 4),
    RetryRow("TLS fails", .noTLS, .no, read: 1, write: 1),
    RetryRow("the credential cannot be obtained", .noCredential, .no, read: 1, write: 1),
    RetryRow("a header with a line break", .badHeader, .no, read: 1, write: 1),
    RetryRow(
      "the rate window is full", .scripted(.fault(.rateWindowFull(until: 9), sent: .no)), .no, read: 1, write: 1),
    RetryRow("no libcurl", .scripted(.fault(.libraryMissing, sent: .no)), .no, read: 1, write: 1),
    RetryRow(
      "the total time is over before it is sent", .scripted(.fault(.timeout(.total), sent: .no)), .no, read: 1, write: 1
    ),

    RetryRow("cut before a response", .reply(.cut), .maybe, read: 4, write: 1),
    RetryRow("reset before a response", .reply(.reset), .maybe, read: 4, write: 1),
    RetryRow("perhaps connected", .scripted(.fault(.notConnected, sent: .maybe)), .maybe, read: 4, write: 1),
    RetryRow("silence", .idle, .maybe, read: 1, write: 1),
    RetryRow("the total time is over", .slow, .maybe, read: 1, write: 1),

    RetryRow("cut within the headers", .reply(.raw("HTTP/1.1 200 OK\r\nContent-")), .yes, read: 4, write: 1),
    RetryRow(
      "cut within the body", .reply(.raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[")), .yes, read: 4,
      write: 1),
    RetryRow("not HTTP", .reply(.raw("SSH-2.0-x\r\n")), .maybe, read: 1, write: 1),
    RetryRow("a redirect elsewhere", .reply(.answer(307, ["Location": "https://a.b/"])), .yes, read: 1, write: 1),
    RetryRow(
      "a response that is too long", .reply(.answer(200, [:], [UInt8](repeating: 65, count: 5000))), .yes, read: 1,
      write: 1),

    RetryRow("200", .status(200), .yes, read: 1, write: 1),
    RetryRow("400", .status(400), .yes, read: 1, write: 1),
    RetryRow("401", .status(401), .yes, read: 1, write: 1),
    RetryRow("403", .status(403), .yes, read: 1, write: 1),
    RetryRow("404", .status(404), .yes, read: 1, write: 1),
    RetryRow("408", .status(408), .yes, read: 1, write: 1),
    RetryRow("409", .status(409), .yes, read: 1, write: 1),
    RetryRow("422", .status(422), .yes, read: 1, write: 1),
    RetryRow("429", .status(429), .yes, read: 4, write: 1),
    RetryRow("429, in ten seconds", .status(429, retryAfter: "10"), .yes, read: 4, write: 1),
    RetryRow("429, in twenty-nine seconds", .status(429, retryAfter: "29"), .yes, read: 3, write: 1),
    RetryRow("429, in an hour", .status(429, retryAfter: "3600"), .yes, read: 1, write: 1),
    RetryRow("429 of a window", .window, .yes, read: 4, write: 1),
    RetryRow("429 that is a used-up quota", .quota, .yes, read: 1, write: 1),
    RetryRow("500", .status(500), .yes, read: 1, write: 1),
    RetryRow("501", .status(501), .yes, read: 1, write: 1),
    RetryRow("502", .status(502), .yes, read: 4, write: 1),
    RetryRow("503", .status(503), .yes, read: 4, write: 1),
    RetryRow("503, in an hour", .status(503, retryAfter: "3600"), .yes, read: 1, write: 1),
    RetryRow("504", .status(504), .yes, read: 4, write: 1),
    RetryRow("505", .status(505), .yes, read: 1, write: 1),
  ]
}

/// What a server, or something in front of it, does with every try.
enum RetryFault: Sendable {
  case scripted(Result<Response, TransportError>)
  case refused, notTaken
  case resetInHandshake, closedInHandshake, noTLS
  case noCredential, badHeader
  case idle, slow
  case window, quota
  case reply(Reply)

  static func status(_ status: Int, retryAfter: String? = nil) -> RetryFault {
    .reply(.answer(status, retryAfter.map { ["Retry-After": $0] } ?? [:]))
  }

  /// The reply, for faults that are produced by a plain HTTP server.
  var reply: Reply? {
    switch self {
    case .reply(let reply): reply
    case .idle, .slow: .hang
    case .window, .quota: .answer(429)
    case .noCredential, .badHeader: .answer(200)
    case .scripted, .refused, .notTaken, .resetInHandshake, .closedInHandshake, .noTLS: nil
    }
  }
}
