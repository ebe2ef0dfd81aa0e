import HTTP
import Query
import Testing

@Suite struct ProxyTests {
  private func failure(_ url: String, _ environment: [String: String]) throws -> TransportError? {
    let client = CurlClient(ClientConfiguration(userAgent: "edush/test", environment: environment))
    var request = Request(
      method: "GET", base: try BaseURL(url), context: CallContext(Account("p"), method: "m", risk: .read))
    request.headers.setSecret("Token", Secret("for-the-provider"))
    request.plan.timeouts = Timeouts(connect: 2000, idle: 2000, total: 3000)
    return client.failure(request)
  }

  @Test(arguments: ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
  func `The proxy is asked for a tunnel and never sees a header`(name: String) throws {
    let proxy = try TestServer { _ in .answer(403) }
    defer { proxy.stop() }
    let error = try failure("https://api.example.invalid/x", [name: "http://user:pass-word@127.0.0.1:\(proxy.port)"])
    let request = try #require(proxy.requests.first)
    #expect(request.method == "CONNECT" && request.target == "api.example.invalid:443")
    #expect(request.header("token") == nil)
    #expect(error?.sent == .no)
    #expect(error?.kind == .notConnected)
    #expect(error.map { "\($0)" }?.contains("pass-word") == false)
  }

  @Test func `NO_PROXY bypasses it`() throws {
    let proxy = try TestServer()
    defer { proxy.stop() }
    let environment = ["HTTPS_PROXY": "http://127.0.0.1:\(proxy.port)", "NO_PROXY": "other.com,.example.invalid"]
    #expect(try failure("https://api.example.invalid", environment)?.kind == .notResolved)
    #expect(proxy.connections == 0)
  }

  @Test func `Requests to this machine never use a proxy`() throws {
    let proxy = try TestServer()
    let server = try TestServer()
    defer {
      proxy.stop()
      server.stop()
    }
    let environment = ["ALL_PROXY": "http://127.0.0.1:\(proxy.port)", "HTTPS_PROXY": "http://127.0.0.1:\(proxy.port)"]
    #expect(try failure(server.url, environment) == nil)
    #expect(proxy.connections == 0 && server.requests.count == 1)
  }
}
