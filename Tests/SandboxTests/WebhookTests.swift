import Glibc
import Hashing
import JSON
import Sandbox
import Testing

/// Accepts connections on a free port, one after another, and answers each with the next status.
struct Receiver {
  let port: Int
  private let socket: Int32

  init() throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var timeout = timeval(tv_sec: 30, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listening = socket
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(listening, $0, length)
        _ = listen(listening, 8)
        _ = getsockname(listening, $0, &length)
      }
    }
    port = Int(in_port_t(bigEndian: address.sin_port))
  }

  /// The next request's text, answered with a status; nil if none comes.
  func receive(answering status: String = "200 OK") -> String? {
    let connection = accept(socket, nil, nil)
    guard connection >= 0 else { return nil }
    defer { close(connection) }
    var received: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while !isWhole(received), case let count = read(connection, &chunk, chunk.count), count > 0 {
      received += chunk[..<count]
    }
    let answer = Array("HTTP/1.1 \(status)\r\nContent-Length: 0\r\n\r\n".utf8)
    _ = write(connection, answer, answer.count)
    return String(decoding: received, as: UTF8.self)
  }

  func end() { close(socket) }

  private func isWhole(_ request: [UInt8]) -> Bool {
    let text = String(decoding: request, as: UTF8.self)
    guard let end = text.firstRange(of: "\r\n\r\n"), let length = text.firstMatch(of: /Content-Length: (\d+)/) else {
      return false
    }
    return text[end.upperBound...].utf8.count >= Int(length.1) ?? 0
  }
}

@Suite struct WebhookTests {
  let receiver: Receiver
  let visitor: Visitor

  init() throws {
    receiver = try Receiver()
    visitor = try Visitor(
      "/codementor/api", SandboxConfiguration(webhookURLs: [.codementor: "http://127.0.0.1:\(receiver.port)/hook?x=1"]),
      headers: [("x-codementor-api-key", "your-api-key")])
  }

  @Test(arguments: [
    ("confirm", "confirmed", ["schedule_url"]), ("decline", "declined", []),
    ("reschedule", "rescheduled", ["schedule_url", "note"]),
  ])
  func `confirming, declining or rescheduling a session sends a signed event`(
    action: String, event: String, more: [String]
  ) throws {
    defer { receiver.end() }
    #expect(try visitor.send("POST", "/scheduled-sessions/52nbekb9ca/\(action)").status == 200)
    let request = try #require(receiver.receive())
    #expect(request.hasPrefix("POST /hook?x=1 HTTP/1.1\r\n"))
    let body = String(try #require(request.split(separator: "\r\n\r\n").last))
    let code = HashFunction.sha256.authenticationCode(
      for: Array(body.utf8), key: Array(SandboxCredentials().codementorWebhookSecret.utf8))
    let hex = Hexadecimal.text(code)
    #expect(request.lowercased().contains("x-cm-signature: \(hex)\r\n"))
    let payload = try Value.parse(body)
    #expect(payload["event_name"] == Value("scheduled_session.\(event)"))
    #expect(
      payload["data"]?.object?.keys.map(\.string)
        == ["id", "\(event)_at", "appointment_timestamp", "mentee"] + more)
    #expect(payload["data"]?["appointment_timestamp"]?.int == 1_538_150_400)
    #expect(payload["data"]?["mentee"] == ["username": "mentee-username", "name": "mentee-name"])
  }

  @Test func `a failed event is delivered again, three times at most`() throws {
    defer { receiver.end() }
    _ = try visitor.send("POST", "/scheduled-sessions/abc123/confirm")
    let first = receiver.receive(answering: "500 Internal Server Error")
    #expect(first?.contains("scheduled_session.confirmed") == true)
    #expect(receiver.receive(answering: "302 Found") != nil)
    #expect(receiver.receive() != nil)
    let delivered: Value = ["event_name": "scheduled_session.confirmed", "attempts": 3, "status": 200]
    let deadline = ContinuousClock.now + .seconds(30)
    var delivery: Value?
    while delivery != delivered, ContinuousClock.now < deadline {
      delivery = try visitor.raw("GET", "/_sandbox/webhook").json["deliveries"]?[0]
    }
    #expect(delivery == delivered)
  }

  @Test func `a client requests a session and cancels it`() throws {
    defer { receiver.end() }
    let created = try visitor.raw(
      "POST", "/_sandbox/webhook", body: #"{"event_name":"scheduled_session.created"}"#)
    let id = try #require(created.json["id"]?.string)
    #expect(receiver.receive()?.contains(#""event_name":"scheduled_session.created","data":{"id":"\#(id)""#) == true)
    let cancel = #"{"event_name":"scheduled_session.cancelled","id":"\#(id)"}"#
    #expect(try visitor.raw("POST", "/_sandbox/webhook", body: cancel).status == 200)
    #expect(receiver.receive()?.contains("Game of Thrones") == true)
    #expect(try visitor.send("POST", "/scheduled-sessions/\(id)/confirm").status == 409)
    for body in ["", #"{"event_name":"scheduled_session.confirmed"}"#] {
      #expect(try visitor.raw("POST", "/_sandbox/webhook", body: body).status == 400)
    }
    let unknown = #"{"event_name":"scheduled_session.cancelled","id":"x"}"#
    #expect(try visitor.raw("POST", "/_sandbox/webhook", body: unknown).status == 404)
  }

  @Test func `the address can also be set on a running sandbox`() throws {
    defer { receiver.end() }
    try visitor.sandbox.sendWebhooks(to: nil)
    _ = try visitor.send("POST", "/scheduled-sessions/abc123/confirm")
    #expect(throws: SandboxError.self) { try visitor.sandbox.sendWebhooks(to: "http://example.com/") }
    try visitor.sandbox.sendWebhooks(to: "http://127.0.0.1:\(receiver.port)/other")
    _ = try visitor.send("POST", "/scheduled-sessions/abc124/confirm")
    let request = receiver.receive()
    #expect(request?.hasPrefix("POST /other ") == true && request?.contains("abc124") == true)
  }

  @Test func `the address can change, but only to this machine`() throws {
    defer { receiver.end() }
    for url in [
      "https://127.0.0.1:1/", "http://example.com/", "http://127.0.0.1:0/", "x", "http://127.0.0.1.evil.org/",
    ] {
      #expect(try visitor.raw("PUT", "/_sandbox/webhook", body: #"{"url":"\#(url)"}"#).status == 400)
      #expect(throws: SandboxError.self) {
        try SandboxServer(configuration: SandboxConfiguration(webhookURLs: [.codementor: url])).start()
      }
    }
    #expect(try visitor.raw("PUT", "/_sandbox/webhook", body: #"{"url":null}"#).json["url"] == Value.null)
    _ = try visitor.send("POST", "/scheduled-sessions/abc123/confirm")
    #expect(try visitor.raw("GET", "/_sandbox/webhook").json["deliveries"] == [])
  }
}
