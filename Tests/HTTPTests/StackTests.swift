import HTTP
import Query
import Synchronization
import Testing

/// The whole stack, over the network.
@Suite struct StackTests {
  private func transport(_ log: ExchangeLog = ExchangeLog()) -> some Transport {
    let windows = RateWindows(folder: temporaryFolder()) { _, _ in }
    var stack = TransportStack(log: log, redactor: Redactor(), windows: windows)
    stack.random = { 0 }
    return stack.admitting(client())
  }

  @Test func `Each try and each redirect carries a fresh credential, and is one exchange`() throws {
    let count = Atomic(0)
    let server = try TestServer { request in
      switch count.add(1, ordering: .relaxed).newValue {
      case 1: .answer(503, ["Retry-After": "0"])
      case 2: .cut
      case 3: .answer(302, ["Location": "/moved"])
      default: .answer(200, ["Content-Type": "application/json"], Array("[]".utf8))
      }
    }
    defer { server.stop() }
    let minted = Atomic(0)
    var request = try server.request()
    request.plan.authorize = { request in
      request.headers.setSecret(
        "Authorization", Secret("Bearer token-number-\(minted.add(1, ordering: .relaxed).newValue)"))
    }
    let log = ExchangeLog()
    let response = try transport(log).send(request)
    #expect(response.attempts == 3 && response.exchange == 1)
    #expect(server.requests.map { $0.header("authorization") } == (1...4).map { "Bearer token-number-\($0)" })
    #expect(log.count == 1)
    #expect(log[1]?.attempts.map(\.status) == [503, nil, 302, 200])
    #expect(log[1]?.request.url.hasSuffix("/moved") == true)
  }

  @Test func `A write that was cut is not repeated`() throws {
    let server = try TestServer { _ in .cut }
    defer { server.stop() }
    let error = transport().failure(try server.request("POST", risk: .write))
    #expect(error?.kind == .cut && error?.sent == .maybe && error?.attempts == 1)
    #expect(server.requests.count == 1)
  }

  @Test func `A login before a call is its own exchange, and the call comes last`() throws {
    let server = try TestServer { $0.header("token") == "session-id-1234" ? .answer(200) : .answer(401) }
    defer { server.stop() }
    let log = ExchangeLog()
    let transport = transport(log)
    let token = Token()
    var login = try server.request("POST", ["login"])
    login.headers["token"] = "session-id-1234"
    var request = try server.request()
    request.plan.authorize = { request in
      if let value = token.value { request.headers.setSecret("Token", Secret(value)) }
    }
    request.plan.retry.renew = { [login] _ in
      _ = try transport.send(login)
      token.value = "session-id-1234"
      return true
    }
    #expect(try transport.send(request).status == 200)
    #expect(log.count == 2 && log.last?.id == 1 && log[1]?.attempts.map(\.status) == [401, 200])
  }

  @Test func `Whatever a server sends, the call ends`() throws {
    let good = Array(
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: b\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n".utf8
    )
    let random = Mutex(SplitMix(state: 7))
    let server = try TestServer { _ in
      var bytes = good
      random.withLock { random in
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          let place = Int.random(in: 0..<bytes.count, using: &random)
          if Bool.random(using: &random) {
            bytes[place] = UInt8.random(in: 0...255, using: &random)
          } else {
            bytes.remove(at: place)
          }
        }
      }
      return .bytes(bytes)
    }
    defer { server.stop() }
    let client = client()
    var answers = 0
    for _ in 0..<150 {
      if client.failure(try server.request()) == nil { answers += 1 }
    }
    #expect(answers > 0 && answers < 150)
  }
}

private final class Token: Sendable {
  private let state = Mutex<String?>(nil)
  var value: String? {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }
}

private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
