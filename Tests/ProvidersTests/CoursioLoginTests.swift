import HTTP
import JSON
import Query
import Testing

@testable import Providers

@Suite struct CoursioLoginTests {
  private static let session = #"{"isError":false,"data":{"sessionId":"fresh-session"}}"#
  private static let answer = #"{"isError":false,"data":[]}"#

  private func login(_ bench: Bench, _ arguments: Object) throws(Failure) {
    try bench.client.sessions.login(Account("coursio"), arguments, cancellation: Cancellation())
  }

  private func token(_ bench: Bench) -> String? { bench.server.requests.last?.headers["token"] }

  @Test func `A pasted session id is used unchanged`() throws {
    let bench = Bench(environment: [:])
    try login(bench, ["token": "pasted"])
    #expect(bench.server.requests.isEmpty)
    try bench.run("coursio.course.list")
    #expect(token(bench) == "pasted")
  }

  @Test(arguments: [["method": "loginHmac"], [:]] as [Object])
  func `A pair of keys signs the login`(more: Object) throws {
    let bench = Bench(FakeServer(json: Self.session, Self.answer), environment: [:])
    var arguments: Object = ["public_key": "pub", "private_key": "priv-key"]
    for (key, value) in more { arguments[key] = value }
    try login(bench, arguments)
    #expect(
      bench.last == "POST https://t-api.s.coursio.com/api/auth "
        + #"{"method":"loginHmac","data":{"apikey":"pub","time":"1431426541500","random":"coursio_salt","hmac":"ababad93578baeff2263a5cc2b1195a3345d61db"}}"#
    )
    #expect(token(bench) == nil)
    try bench.run("coursio.course.list")
    #expect(token(bench) == "fresh-session")
    let log = bench.log.all.map { $0.value.json() }.joined()
    #expect(!log.contains("fresh-session") && !log.contains("priv-key"))
    #expect(bench.log.count == 2)
  }

  @Test func `Any other login call also opens a session`() throws {
    let bench = Bench(FakeServer(json: #"{"sessionId":"top-session"}"#, Self.answer), environment: [:])
    try login(bench, ["entity": "user", "method": "login", "data": ["email": "a@b.c", "password": "hunter2222"]])
    #expect(bench.last.hasSuffix(#"/user {"method":"login","data":{"email":"a@b.c","password":"hunter2222"}}"#))
    try bench.run("coursio.course.list")
    #expect(token(bench) == "top-session")
    #expect(!bench.log.all.map { $0.value.json() }.joined().contains("hunter2222"))
  }

  @Test func `Only the secrets in a login call are hidden, a short password by its position`() throws {
    let bench = Bench(FakeServer(json: #"{"sessionId":"top-session"}"#), environment: [:])
    try login(
      bench, ["entity": "auth", "method": "login", "data": ["email": "a@b.c", "password": "x"]])
    let request = try #require(bench.log[1]).value.json()
    #expect(
      request.contains(
        #""body":{"method":"login","data":{"email":"a@b.c","password":"<redacted>"}}"#))
    #expect(request.contains("coursio.com/api/auth\""))
    #expect(
      bench.redactor.redact("login with authentication, a@b.c")
        == "login with authentication, a@b.c")
  }

  @Test func `A login hides all of its data except the user name, and a session id of any type`() throws {
    let data: Object = [
      "email": "ann@example.com", "pin": "pin-1234567", "kod": 7_654_321, "deep": ["signature": "sig-abcdef"],
    ]
    for id: Value in ["id12", "a-long-session", 98_765_432] {
      let padding = Value(String(repeating: "x", count: 1 << 17))
      let answer: Value = ["data": ["sessionId": id], "padding": padding]
      let bench = Bench(FakeServer(json: answer.json(), Self.answer), environment: [:])
      try login(bench, ["entity": "auth", "method": "login", "data": Value(data)])
      try bench.run("coursio.course.list")
      #expect(token(bench) == id.string ?? id.json())
      let log = bench.log.all.map { $0.value.json() }.joined()
      for secret in ["pin-1234567", "7654321", "sig-abcdef", id.string ?? id.json()] { #expect(!log.contains(secret)) }
      #expect(log.contains("ann@example.com"))
    }
  }

  @Test func `A session id in any response is hidden on display, however short`() throws {
    let bench = Bench(
      FakeServer(json: #"{"data": {"sessionId": "id12"}}"#), environment: ["EDUSH_COURSIO_TOKEN": "x-token"])
    #expect(try bench.run("coursio.auth.read") == [["sessionId": "id12"]])
    #expect(bench.client.displaySecrets.mask("id12") == "<redacted>")
    #expect(bench.log[1]?.value.json().contains("id12") == false)
  }

  @Test func `Keys in the environment open a session when needed`() throws {
    let bench = Bench(
      FakeServer(json: Self.session, Self.answer),
      environment: ["EDUSH_COURSIO_PUBLIC_KEY": "pub", "EDUSH_COURSIO_PRIVATE_KEY": "priv-key"])
    try bench.run("coursio.course.list")
    #expect(bench.server.requests.map { $0.path.last ?? "" } == ["auth", "course"])
    #expect(token(bench) == "fresh-session")
    // A login made on behalf of a call ends before it.
    #expect(bench.log.last?.method == "course.list")
  }

  @Test func `After a 401 the session is renewed once`() throws {
    let second = #"{"data":{"sessionId":"second-session"}}"#
    let bench = Bench(
      FakeServer([.json(Self.session), .json("{}", status: 401), .json(second), .json(Self.answer)]), environment: [:])
    try login(bench, ["public_key": "pub", "private_key": "priv-key"])
    try bench.run("coursio.course.save(a: 1)")
    #expect(token(bench) == "second-session")
    #expect(bench.server.requests.count == 4)
    let twice = Bench(
      FakeServer([.json(Self.session), .json("{}", status: 401), .json(second), .json("{}", status: 401)]),
      environment: [:])
    try login(twice, ["public_key": "pub", "private_key": "priv-key"])
    #expect(try twice.run("try coursio.course.save catch .kind") == ["auth"])
    #expect(twice.server.requests.count == 4)
  }

  @Test func `A refused login does not open a session`() throws {
    let bench = Bench(FakeServer(json: #"{"isError":true,"errMsg":"Wrong key"}"#, #"{"data":{}}"#), environment: [:])
    let messages = (0..<2).map { _ in
      do throws(Failure) {
        try login(bench, ["public_key": "pub", "private_key": "priv-key"])
        return "none"
      } catch {
        return "\(error.kind) \(error.message)"
      }
    }
    #expect(messages == ["auth Wrong key", "auth the login response of coursio contains no session"])
  }

  @Test(arguments: ["loginDeleted", "loginRemoval", "loginDeleteall", "loginAndCancelling", "login_notification"])
  func `Other words in a login call are classified as in any call`(method: String) throws {
    let bench = Bench(FakeServer(json: Self.session), environment: [:], policy: Policy(readOnly: .readOnly))
    #expect(throws: Failure.self) {
      try login(bench, ["entity": "user", "method": Value(method), "data": [:]])
    }
    #expect(bench.server.requests.isEmpty)
  }

  @Test func `Read-only mode allows login`() throws {
    let bench = Bench(FakeServer(json: Self.session), environment: [:], policy: Policy(readOnly: .readOnly))
    try login(bench, ["public_key": "pub", "private_key": "priv-key"])
    #expect(bench.client.sessions.session(Account("coursio")).source == .login)
  }
}

@Suite struct OpenMethodTests {
  @Test func `A method that succeeded is suggested from then on`() throws {
    let bench = Bench(FakeServer(json: #"{"data":[]}"#, #"{"isError":true}"#))
    let catalog = bench.client.catalog
    try bench.run("coursio.course.listAll")
    try bench.run("coursio.lesson.read?")
    #expect(catalog.resources(of: "coursio") == ["dashboard", "auth", "course"])
    #expect(catalog.methods(of: "coursio", resource: "course").map(\.name) == ["listAll"])
  }

  @Test func `Passwords and session ids of undescribed methods are hidden`() throws {
    let bench = Bench(FakeServer(json: #"{"data":{"sessionId":"given-session"}}"#))
    #expect(
      try bench.run("coursio.auth.login(email: \"a@b.c\", password: \"hunter2222\").sessionId") == ["given-session"])
    let exchange = try bench.run("@1").map { $0.json() }.joined()
    #expect(!exchange.contains("hunter2222") && !exchange.contains("given-session"))
  }

  @Test func `Only required and unknown credentials are prompted for`() throws {
    func missing(_ provider: String, _ environment: [String: String]) throws -> [String] {
      try Bench(environment: environment).client.sessions.missing(for: Account(provider)).map(\.name)
    }
    #expect(try missing("coursepath", [:]) == ["api_key", "email", "academy"])
    #expect(
      try missing("coursepath", ["EDUSH_COURSEPATH_URL": "https://a.example", "EDUSH_COURSEPATH_EMAIL": "a@b.c"]) == [
        "api_key"
      ])
    #expect(try missing("coursepath", Bench.keys) == [])
    #expect(try missing("coderpad", [:]) == ["api_key"])
    #expect(try missing("coursio", [:]) == ["token"])
  }
}
