import Glibc
import Synchronization
import Testing
import Webhooks

/// The listener on a real port of 127.0.0.1.
@Suite struct ListenerTests {
  @Test func `A post gets the handler's response`() throws {
    let listener = WebhookListener(ListenerConfiguration(port: 0)) { post in
      Reply(post.body == Array("ping".utf8) ? 200 : 400, "\(post.target) \(post.headers.count)")
    }
    defer { listener.stop() }
    let socket = try Connection(port: try listener.start())
    socket.send("POST /a?b HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nConnection: close\r\n\r\nping")
    let answer = socket.readAll()
    #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n") && answer.hasSuffix("\r\n\r\n/a?b 3\n"))
  }

  @Test(arguments: [
    ("Origin: https://evil.example", 403), ("origin: null", 403), ("Origin:", 403), ("Sec-Fetch-Site: cross-site", 403),
    ("Sec-Fetch-Site: same-origin", 403), ("Sec-Fetch-Site: same-site", 403), ("Sec-Fetch-Site:", 403),
    ("Sec-Fetch-Site: none", 200), ("Sec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site", 403),
    ("Sec-Fetch-Mode: navigate", 200), ("Referer: https://evil.example/", 200),
  ])
  func `Cross-site browser requests are refused`(header: String, status: Int) throws {
    let refusals = Mutex<[Int]>([])
    let posts = Mutex(0)
    let listener = WebhookListener(
      ListenerConfiguration(port: 0), refused: { reply in refusals.withLock { $0.append(reply.status) } }
    ) { _ in
      posts.withLock { $0 += 1 }
      return Reply(200, "ok")
    }
    defer { listener.stop() }
    let socket = try Connection(port: try listener.start())
    socket.send("POST / HTTP/1.1\r\nHost: x\r\n\(header)\r\nContent-Length: 4\r\nConnection: close\r\n\r\nping")
    #expect(socket.readAll().hasPrefix("HTTP/1.1 \(status) "))
    #expect(posts.withLock { $0 } == (status == 200 ? 1 : 0))
    #expect(refusals.withLock { $0 } == (status == 200 ? [] : [403]))
  }

  @Test func `Many posts share one connection`() throws {
    let listener = WebhookListener(ListenerConfiguration(port: 0)) { Reply(200, String($0.body.count)) }
    defer { listener.stop() }
    let socket = try Connection(port: try listener.start())
    for size in 0..<20 {
      let body = String(repeating: "x", count: size)
      let last = size == 19 ? "Connection: close\r\n" : ""
      socket.send("POST / HTTP/1.1\r\nHost: x\r\n\(last)Content-Length: \(size)\r\n\r\n\(body)")
    }
    #expect(socket.readAll().split(separator: "HTTP/1.1 200 OK").count == 20)
  }

  @Test func `A slow sender is cut off while others are served`() throws {
    let refusals = Mutex<[Reply]>([])
    var configuration = ListenerConfiguration(port: 0)
    configuration.patience = 2
    let listener = WebhookListener(configuration, refused: { reply in refusals.withLock { $0.append(reply) } }) { _ in
      Reply(200, "ok")
    }
    defer { listener.stop() }
    let port = try listener.start()
    let slow = try Connection(port: port)
    slow.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\npi")
    let silent = try Connection(port: port)
    let quick = try Connection(port: port)
    quick.send("POST / HTTP/1.0\r\nContent-Length: 0\r\n\r\n")
    #expect(quick.readAll().contains("200 OK"))
    #expect(slow.readAll().hasPrefix("HTTP/1.1 408 "))
    #expect(silent.readAll() == "")
    #expect(refusals.withLock { $0.map(\.status) } == [408])
  }

  @Test func `A connection beyond the limit is closed, and closing one frees its slot`() throws {
    var configuration = ListenerConfiguration(port: 0)
    configuration.connectionLimit = 1
    let listener = WebhookListener(configuration) { _ in Reply(200, "ok") }
    defer { listener.stop() }
    let port = try listener.start()
    let first = try Connection(port: port)
    first.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
    #expect(first.read().contains("200 OK"))
    #expect(try Connection(port: port).readAll() == "")
    first.end()
    #expect(
      try (1...200).contains { _ in
        let next = try Connection(port: port)
        next.send("POST / HTTP/1.0\r\n\r\n")
        return next.readAll().contains("200 OK")
      })
  }

  @Test func `A sender that expects 100-continue gets it or a refusal`() throws {
    var configuration = ListenerConfiguration(port: 0)
    configuration.bodyLimit = 10
    let listener = WebhookListener(configuration) { _ in Reply(200, "ok") }
    defer { listener.stop() }
    let port = try listener.start()
    let head = "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nConnection: close\r\n"
    let polite = try Connection(port: port)
    polite.send(head + "Content-Length: 4\r\n\r\n")
    #expect(polite.read().hasPrefix("HTTP/1.1 100 "))
    polite.send("ping")
    #expect(polite.readAll().contains("200 OK"))
    let greedy = try Connection(port: port)
    greedy.send(head + "Content-Length: 11\r\n\r\n")
    #expect(greedy.readAll().hasPrefix("HTTP/1.1 413 "))
  }

  @Test func `A port that is in use or does not exist is reported`() throws {
    let listener = WebhookListener(ListenerConfiguration(port: 0)) { _ in Reply(200, "") }
    defer { listener.stop() }
    let port = try listener.start()
    for (port, message) in [(port, "port \(port) is taken"), (70_000, "70000 is not a valid port")] {
      let error = #expect(throws: ListenerError.self) {
        _ = try WebhookListener(ListenerConfiguration(port: port)) { _ in Reply(200, "") }.start()
      }
      #expect(error?.description == message)
    }
  }
}

/// A connection to a port of this machine that waits at most twenty seconds.
private final class Connection {
  private var socket: Int32

  init(port: Int) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(status == 0)
  }

  deinit { end() }

  func end() {
    if socket >= 0 { close(socket) }
    socket = -1
  }

  func send(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// The next bytes received.
  func read() -> String {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = recv(socket, &chunk, chunk.count, 0)
    return String(decoding: chunk[..<max(0, count)], as: UTF8.self)
  }

  /// Everything until the other side closes.
  func readAll() -> String {
    var text = ""
    while case let part = read(), !part.isEmpty { text += part }
    return text
  }
}
