import Glibc
import HTTP
import Query
import Testing

@Suite struct FaultTests {
  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
    "HTTP/1.1 200 OK\r\nContent-Le",
  ])
  func `A truncated response is an error`(raw: String) throws {
    let server = try TestServer { _ in .raw(raw) }
    defer { server.stop() }
    let error = try #require(client().failure(try server.request()))
    #expect(error.kind == .cut)
    #expect(error.sent == .yes)
  }

  @Test func `A cut connection may have delivered the request`() throws {
    let server = try TestServer { _ in .cut }
    defer { server.stop() }
    let error = try #require(client().failure(try server.request()))
    #expect(error.kind == .cut)
    #expect(error.sent == .maybe)
  }

  @Test(arguments: ["GET", "POST", "DELETE"])
  func `A request on a kept connection that dies is never sent twice`(method: String) throws {
    let server = try TestServer { $0.target == "/cut" ? .cut : .answer(200) }
    defer { server.stop() }
    let client = client()
    _ = try client.send(server.request())
    let error = try #require(client.failure(try server.request(method, ["cut"], risk: .write)))
    #expect(error.kind == .cut)
    #expect(error.sent == .maybe)
    #expect(server.requests.count { $0.target == "/cut" } == 1)
  }

  @Test(arguments: ["hello, who is there?\r\n\r\n", "SSH-2.0-x\r\n"])
  func `A response that is not HTTP is reported as such`(raw: String) throws {
    let server = try TestServer { _ in .raw(raw) }
    defer { server.stop() }
    #expect(client().failure(try server.request())?.kind == .brokenAnswer)
  }

  @Test func `Invalid gzip is an error`() throws {
    let server = try TestServer { _ in .answer(200, ["Content-Encoding": "gzip"], Array("no gzip".utf8)) }
    defer { server.stop() }
    #expect(client().failure(try server.request())?.kind == .brokenAnswer)
  }

  @Test func `Nobody listening means surely not sent`() throws {
    let request = Request(
      method: "POST", base: try BaseURL("http://127.0.0.1:\(HandshakeListener.closedPort)"),
      context: CallContext(Account("p"), method: "m", risk: .write))
    let error = try #require(client().failure(request))
    #expect(error.kind == .notConnected)
    #expect(error.sent == .no)
  }

  @Test func `A response beyond the limit is an error`() throws {
    let server = try TestServer { _ in .answer(200, [:], [UInt8](repeating: 65, count: 2000)) }
    defer { server.stop() }
    let error = client { $0.bodyLimit = 1999 }.failure(try server.request())
    #expect(error?.kind == .tooLarge)
    #expect(error?.message.contains("1999 bytes") == true)
    #expect(try client { $0.bodyLimit = 2000 }.send(server.request()).body.count == 2000)
  }

  @Test func `A response that unpacks beyond the limit is an error, however small it is on the wire`() throws {
    let packed = try GzipBomb.megabytes(64)
    #expect(packed.count < 100_000)
    let server = try TestServer { _ in .answer(200, ["Content-Encoding": "gzip"], packed) }
    defer { server.stop() }
    let error = client { $0.bodyLimit = 1 << 20 }.failure(try server.request())
    #expect(error?.kind == .tooLarge)
    #expect(error?.message.contains("longer than 1048576 bytes") == true)
    #expect(try client { $0.bodyLimit = 64 << 20 }.send(server.request()).body.count == 64 << 20)
  }

  @Test func `Endless headers are an error`() throws {
    let line = "X: " + String(repeating: "a", count: 50_000) + "\r\n"
    let server = try TestServer { _ in .raw("HTTP/1.1 200 OK\r\n" + String(repeating: line, count: 30)) }
    defer { server.stop() }
    #expect(client().failure(try server.request())?.kind == .tooLarge)
  }

  @Test func `The whole call has a time limit`() throws {
    let server = try TestServer { _ in .hang }
    defer { server.stop() }
    var request = try server.request()
    request.plan.timeouts = Timeouts(connect: 1000, idle: 0, total: 150)
    var error: TransportError?
    let duration = seconds { error = client().failure(request) }
    #expect(error?.kind == .timeout(.total))
    #expect(error?.sent == .maybe)
    #expect(error?.message == "test.things.get: \(server.url) did not respond in time")
    #expect(error?.hint == "this was a read; retrying is safe")
    request.context.risk = .write
    #expect(client().failure(request)?.hint == "the request may have been carried out; look before you send it again")
    #expect(duration > 0.14)
  }

  @Test func `Silence has a time limit`() throws {
    let server = try TestServer { _ in .hang }
    defer { server.stop() }
    var request = try server.request()
    request.plan.timeouts = Timeouts(connect: 1000, idle: 150, total: 0)
    var error: TransportError?
    let duration = seconds { error = client().failure(request) }
    #expect(error?.kind == .timeout(.idle))
    #expect(error?.message == "test.things.get: nothing came for 150 ms")
    #expect(duration > 0.14)
  }

  @Test func `Connecting has a time limit`() throws {
    let listener = FullListener()
    defer { listener.stop() }
    var request = Request(
      method: "POST", base: try BaseURL("http://127.0.0.1:\(listener.port)"),
      context: CallContext(Account("p"), method: "m", risk: .write))
    request.plan.timeouts = Timeouts(connect: 150, idle: 0, total: 5000)
    let error = client().failure(request)
    #expect(error?.kind == .timeout(.connect))
    #expect(error?.message == "p.m: connecting to http://127.0.0.1:\(listener.port) timed out")
    #expect(error?.hint == "nothing was sent; try again")
    #expect(error?.sent == .no)
  }

  @Test func `A cancelled call ends within 50 ms`() throws {
    let server = try TestServer { _ in .hang }
    defer { server.stop() }
    let client = client()
    var best = Double.infinity
    // The best of several attempts, since other work may have the processor.
    for attempt in 1...20 where best > 0.05 {
      let cancellation = Cancellation()
      let cancelledAt = Instant()
      startTestThread {
        _ = waits { server.requests.count == attempt }
        cancelledAt.set()
        cancellation.cancel()
      }
      let error = client.failure(try server.request(), cancellation: cancellation)
      best = min(best, cancelledAt.elapsed)
      #expect(error?.kind == .cancelled)
      #expect(error?.sent == .maybe)
    }
    #expect(best <= 0.05)
  }

  @Test func `Closing a client ends its calls, and it can be used again`() throws {
    let server = try TestServer { $0.target == "/hang" ? .hang : .answer(200) }
    defer { server.stop() }
    let client = client()
    startTestThread {
      _ = waits { !server.requests.isEmpty }
      client.close()
    }
    #expect(client.failure(try server.request("GET", ["hang"]))?.kind == .cancelled)
    #expect(try client.send(server.request()).status == 200)
    client.close()
  }

  @Test func `A call that is cancelled before it starts is not sent`() throws {
    let server = try TestServer()
    defer { server.stop() }
    let cancellation = Cancellation()
    cancellation.cancel()
    let error = client().failure(try server.request(), cancellation: cancellation)
    #expect(error?.kind == .cancelled)
    #expect(error?.sent == .no)
    #expect(server.requests.isEmpty)
  }

  @Test func `Cancelling a parent cancels its children, not the other way round`() {
    let parent = Cancellation()
    let child = Cancellation(parent: parent)
    let other = Cancellation(parent: parent)
    other.cancel()
    #expect(!parent.isCancelled && !child.isCancelled)
    parent.cancel()
    #expect(child.isCancelled)
    #expect(Cancellation(parent: parent).isCancelled)
  }
}
