import Glibc
import HTTP
import Query
import Synchronization
import Testing

/// A write that may have been carried out is reported as such, and is never sent a second time.
@Suite struct InDoubtTests {
  private static let doubt = "the request may have been carried out; look before you send it again"

  private func client(old: Bool) -> CurlClient {
    HTTPTests.client { $0.asksBeforeSending = !old }
  }

  /// A server that stops when it receives a request to `/die`.
  private func mortalServer() throws -> TestServer {
    let own = Mutex<TestServer?>(nil)
    let server = try TestServer { request in
      guard request.target == "/die" else { return .answer(200) }
      own.withLock { $0?.stop() }
      return .cut
    }
    own.withLock { $0 = server }
    return server
  }

  @Test(arguments: [false, true])
  func `A server that dies on a kept connection leaves the write in doubt, not unreachable`(old: Bool) throws {
    let server = try mortalServer()
    let client = client(old: old)
    #expect(try client.send(server.request()).status == 200)
    let error = try #require(client.failure(try server.request("POST", ["die"], risk: .write)))
    #expect(error.kind == .cut && error.sent == .maybe, "\(error)")
    #expect(error.hint == Self.doubt)
    #expect(!error.message.contains("cannot be reached"))
    #expect(server.requests.count { $0.target == "/die" } == 1)
  }

  @Test(arguments: ["GET", "POST", "DELETE"])
  func `An old library sends only once`(method: String) throws {
    let server = try TestServer { $0.target == "/cut" ? .cut : .answer(200) }
    defer { server.stop() }
    let client = client(old: true)
    for _ in 0..<3 { #expect(try client.send(server.request()).status == 200) }
    let error = try #require(client.failure(try server.request(method, ["cut"], risk: .write)))
    #expect(error.kind == .cut && error.sent == .maybe && error.hint == Self.doubt)
    #expect(server.requests.count { $0.target == "/cut" } == 1)
    #expect(server.connections == 4)
  }

  @Test func `An old library detects an unreachable server`() throws {
    let server = try TestServer()
    server.stop()
    let error = try #require(client(old: true).failure(try server.request("POST", risk: .write)))
    #expect(error.kind == .notConnected && error.sent == .no, "\(error)")
  }

  @Test(arguments: FrameServer.Refusal.allCases, [false, true])
  func `A stream refused by HTTP 2 is not reopened`(refusal: FrameServer.Refusal, old: Bool) throws {
    let certificate = try LocalCertificate()
    let server = try FrameServer(certificate, refusal)
    defer { server.stop() }
    let client = HTTPTests.client {
      $0.certificateFile = certificate.file
      $0.asksBeforeSending = !old
    }
    var request = Request(
      method: "POST", base: try BaseURL("https://localhost:\(server.port)"), path: ["x"], body: .json([0x7B, 0x7D]),
      context: CallContext(Account("test"), method: "things.create", risk: .write))
    request.plan.timeouts = Timeouts(connect: 5000, idle: 3000, total: 5000)
    let error = try #require(client.failure(request))
    #expect(error.sent == .maybe && error.hint == Self.doubt, "\(error)")
    // An old library speaks HTTP/1.1, which cannot refuse a stream.
    #expect(server.streams == (old ? 0 : 1))
    #expect(server.heads == (old ? 1 : 0))
  }

  @Test(arguments: [
    TransportError.Kind.cut, .brokenAnswer, .tooLarge, .timeout(.idle), .timeout(.total), .tls, .cancelled,
    .redirectElsewhere, .notConnected, .notResolved,
  ])
  func `Every failure of a write that may have been sent says so`(kind: TransportError.Kind) {
    for sent in [TransportError.Sent.maybe, .yes] {
      for risk in [Risk.write, .outward, .destructive] {
        let transport = RetryTransport(ScriptedTransport(.fault(kind, sent: sent)), clock: FakeClock().wallClock)
        #expect(transport.failure(.example(risk: risk))?.hint?.hasPrefix(Self.doubt) == true)
      }
    }
    let read = RetryTransport(ScriptedTransport(.fault(kind)), clock: FakeClock().wallClock)
    let isTriedAgain = [.cut, .notConnected, .notResolved].contains(kind)
    #expect(read.failure(.example())?.hint == (isTriedAgain ? "tried 4 times" : nil))
    let unsent = RetryTransport(ScriptedTransport(.fault(kind, sent: .no)), clock: FakeClock().wallClock)
    #expect(unsent.failure(.example(risk: .write))?.hint == nil)
  }

  @Test func `A write redirected elsewhere reports both`() throws {
    let server = try TestServer { _ in .answer(303, ["Location": "https://elsewhere.example/"]) }
    defer { server.stop() }
    let transport = RetryTransport(RedirectTransport(client(old: false)))
    let hint = try #require(transport.failure(try server.request("POST", risk: .write))?.hint)
    #expect(hint.hasPrefix(Self.doubt + "; ") && hint.contains("nothing was sent there"))
  }
}
