import HTTP
import Query
import Testing

@Suite struct RedirectTests {
  private func transport() -> RedirectTransport { RedirectTransport(AuthorizingTransport(client())) }

  @Test(arguments: [
    ("/b?x=1", "/b?x=1"), ("c", "/a/c"), ("../d", "/d"), ("?q", "/a/b?q"), ("./e/./f/..", "/a/e/"), ("/%2E", "/%2E"),
    ("../../../../z", "/z"), ("/g#fragment", "/g"),
  ])
  func `A read follows redirects within its origin`(location: String, target: String) throws {
    let server = try TestServer { request in
      request.target == "/a/b" ? .answer(302, ["Location": location]) : .answer(200, [:], Array("there".utf8))
    }
    defer { server.stop() }
    var request = try server.request("GET", ["a", "b"])
    request.plan.authorize = { $0.headers.setSecret("Token", Secret("credential")) }
    let response = try transport().send(request)
    #expect(response.body == Array("there".utf8))
    #expect(server.requests.map(\.target) == ["/a/b", target])
    #expect(server.requests.map { $0.header("token") } == ["credential", "credential"])
  }

  @Test func `An absolute address of the same origin is followed`() throws {
    let server = try TestServer { request in
      request.target == "/x"
        ? .answer(307, ["Location": "HTTP://\(request.header("host") ?? "")/y?z"]) : .answer(200)
    }
    defer { server.stop() }
    #expect(try transport().send(server.request()).status == 200)
    #expect(server.requests.map(\.target) == ["/x", "/y?z"])
  }

  @Test(arguments: [
    "http://127.0.0.1:1/", "https://127.0.0.1/", "//127.0.0.2/x", "http://localhost/", "ftp://127.0.0.1/",
    "http://user@127.0.0.1/", "javascript:alert(1)", "http:\\\\evil.example\\", "/\\evil.example", "mailto:a@b.c",
    "/a b",
  ])
  func `Another origin is never contacted`(location: String) throws {
    let server = try TestServer { _ in .answer(301, ["Location": location]) }
    defer { server.stop() }
    let error = transport().failure(try server.request())
    #expect(error?.kind == .redirectElsewhere)
    #expect(server.requests.count == 1)
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func `A redirected write reports its location and is not repeated`(status: Int) throws {
    let server = try TestServer { _ in .answer(status, ["Location": "/y"]) }
    defer { server.stop() }
    #expect(try transport().send(server.request("POST", risk: .write)).status == status)
    #expect(server.requests.count == 1)
  }

  @Test func `A write redirected to another origin is an error`() throws {
    let server = try TestServer { _ in .answer(308, ["Location": "https://elsewhere.example/?token=x"]) }
    defer { server.stop() }
    let error = try #require(transport().failure(try server.request("POST", risk: .write)))
    #expect(error.kind == .redirectElsewhere)
    #expect(error.sent == .yes)
    #expect(error.message.contains("https://elsewhere.example"))
    #expect(!error.message.contains("token"))
  }

  @Test func `A read with a body is repeated only if the status requires it`() throws {
    let server = try TestServer { request in
      request.target == "/y" ? .answer(200) : .answer(request.target == "/kept" ? 307 : 302, ["Location": "/y"])
    }
    defer { server.stop() }
    let body = Body.json(Array("{}".utf8))
    #expect(try transport().send(server.request("POST", ["kept"], body: body)).status == 200)
    #expect(try transport().send(server.request("POST", ["lost"], body: body)).status == 302)
    #expect(
      server.requests.map { "\($0.method) \($0.target) \($0.bodyText)" } == [
        "POST /kept {}", "POST /y {}", "POST /lost {}",
      ])
  }

  @Test func `A redirect loop ends`() throws {
    let server = try TestServer { _ in .answer(302, ["Location": "/x"]) }
    defer { server.stop() }
    #expect(transport().failure(try server.request())?.kind == .brokenAnswer)
    #expect(server.requests.count == 6)
  }
}
