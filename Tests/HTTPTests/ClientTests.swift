import HTTP
import Query
import Testing

@Suite struct ClientTests {
  @Test func `Consecutive requests share a connection`() throws {
    let server = try TestServer()
    defer { server.stop() }
    let client = client()
    for _ in 0..<5 { #expect(try client.send(server.request()).status == 200) }
    #expect(server.requests.count == 5)
    #expect(server.connections == 1)
  }

  @Test(arguments: ["GET", "DELETE", "POST", "PUT", "PATCH"])
  func `Any method can have a body`(method: String) throws {
    let server = try TestServer()
    defer { server.stop() }
    _ = try client().send(server.request(method, body: .json(Array(#"{"limit":5}"#.utf8))))
    let request = try #require(server.requests.first)
    #expect(request.method == method)
    #expect(request.bodyText == #"{"limit":5}"#)
    #expect(request.header("content-type") == "application/json")
    #expect(request.header("user-agent") == "edush/test")
    #expect(request.header("expect") == nil)
  }

  @Test(arguments: ["GET", "DELETE", "POST", "PUT", "HEAD"])
  func `No method needs a body`(method: String) throws {
    let server = try TestServer()
    defer { server.stop() }
    let response = try client().send(server.request(method))
    let request = try #require(server.requests.first)
    #expect(response.status == 200)
    #expect(request.method == method)
    #expect(request.header("content-type") == nil)
    #expect((request.header("content-length") ?? "0") == "0")
  }

  @Test func `Path, query, headers and form arrive unchanged`() throws {
    let server = try TestServer()
    defer { server.stop() }
    var headers: Headers = ["X-One": "1", "X-Empty": ""]
    headers.add("X-One", "zwei é")
    _ = try client().send(
      server.request(
        "POST", ["a/b", "..", "é"], query: [("k[]", "1 2")], headers: headers,
        body: .form([("mail[subject]", "Hi & bye"), ("n", "")])))
    let request = try #require(server.requests.first)
    #expect(request.target == "/a%2Fb/%2E%2E/%C3%A9?k%5B%5D=1%202")
    #expect(request.bodyText == "mail%5Bsubject%5D=Hi+%26+bye&n=")
    #expect(request.header("content-type") == "application/x-www-form-urlencoded")
    #expect(request.headers.filter { $0.name == "x-one" }.map(\.value) == ["1", "zwei é"])
    #expect(request.header("x-empty") == "")
  }

  @Test func `A response keeps its headers in order, in lower case`() throws {
    let server = try TestServer { _ in
      .raw(
        "HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 404 Not Found\r\nB-Two:  2 \r\nA-One: 1\r\nB-Two: 3\r\n"
          + "Content-Length: 2\r\n\r\nhi")
    }
    defer { server.stop() }
    let response = try client().send(server.request())
    #expect(response.status == 404)
    #expect(response.headers.map(\.name) == ["b-two", "a-one", "b-two", "content-length"])
    #expect(response.headers.values("b-two") == ["2", "3"])
    #expect(response.body == Array("hi".utf8))
    #expect(response.timings.total > 0)
  }

  @Test func `Five megabytes are sent and received`() throws {
    let body = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    let server = try TestServer { .answer(200, [:], $0.body) }
    defer { server.stop() }
    let response = try client().send(server.request("POST", body: .raw(contentType: "a/b", bytes: body)))
    #expect(response.body == body)
  }

  @Test func `A chunked response is reassembled`() throws {
    let server = try TestServer { _ in
      .raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX-Trailer: 1\r\n\r\n")
    }
    defer { server.stop() }
    #expect(try client().send(server.request()).body == Array("abcde".utf8))
  }

  @Test func `A gzip response is decompressed`() throws {
    let packed: [UInt8] = [
      0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 7, 0, 0x86, 0xa6, 0x10, 0x36, 5, 0, 0, 0,
    ]
    let server = try TestServer { _ in .answer(200, ["Content-Encoding": "gzip"], packed) }
    defer { server.stop() }
    #expect(try client().send(server.request()).body == Array("hello".utf8))
    #expect(server.requests.first?.header("accept-encoding")?.contains("gzip") == true)
  }

  @Test func `A server on IPv6 is reached like any other`() throws {
    let server = try TestServer.onIPv6 { .answer(200, [:], Array(($0.header("host") ?? "").utf8)) }
    defer { server.stop() }
    let response = try client().send(server.request())
    #expect(String(decoding: response.body, as: UTF8.self) == "[::1]:\(server.port)")
  }

  @Test func `Concurrent calls each get their own response`() throws {
    let server = try TestServer { .answer(200, [:], Array($0.target.utf8)) }
    defer { server.stop() }
    let client = client()
    let results = Results()
    for number in 0..<40 {
      startTestThread {
        let response = try? client.send(server.request("GET", ["\(number)"]))
        results.add(response?.body == Array("/\(number)".utf8))
      }
    }
    #expect(results.wait(for: 40).allSatisfy { $0 })
  }

  @Test func `Deallocating a client ends its calls and its thread`() throws {
    let server = try TestServer()
    defer { server.stop() }
    for _ in 0..<20 { #expect(try client().send(server.request()).status == 200) }
    // Its thread closes the connections that it kept.
    #expect(server.connections == 20)
    #expect(waits { server.openConnections == 0 })
  }

  @Test(arguments: [
    "http://example.com", "http://127.0.0.1.example.com", "http://10.0.0.1", "http://surely-no-such-host.invalid",
  ])
  func `Plain http to another machine is refused before the name is resolved`(url: String) throws {
    let request = Request(
      method: "GET", base: try BaseURL(url), context: CallContext(Account("p"), method: "m", risk: .read))
    let error = client().failure(request)
    #expect(error?.kind == .refusedPlainHTTP)
    #expect(error?.sent == .no)
    #expect(error?.message.contains("plain http") == true)
  }

  @Test(arguments: [
    ("X", "a\r\nB: c"), ("X", "a\nb"), ("X", "a\u{0}b"), ("X\r\nY", "a"), ("", "a"), ("X Y", "a"), ("X:", "a"),
    ("Host", "evil.example"), ("content-length", "5"), ("Transfer-Encoding", "chunked"),
  ])
  func `A header that would inject another is refused`(name: String, value: String) throws {
    let server = try TestServer()
    defer { server.stop() }
    var request = try server.request()
    request.headers.add(name, value)
    #expect(client().failure(request)?.kind == .invalidRequest)
    #expect(server.connections == 0)
  }

  @Test(arguments: ["GET /x", "GET\r\nX: y", "", "GÉT"])
  func `An invalid method is refused`(method: String) throws {
    let server = try TestServer()
    defer { server.stop() }
    #expect(client().failure(try server.request(method))?.kind == .invalidRequest)
    #expect(server.connections == 0)
  }

  @Test func `A content type with a line break is refused`() throws {
    let server = try TestServer()
    defer { server.stop() }
    let request = try server.request("POST", body: .raw(contentType: "a/b\r\nX: y", bytes: []))
    #expect(client().failure(request)?.kind == .invalidRequest)
  }
}
