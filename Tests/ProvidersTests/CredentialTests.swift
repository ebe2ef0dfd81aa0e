import HTTP
import JSON
import Query
import Synchronization
import Testing

@testable import Providers

@Suite struct CredentialTests {
  private func key(_ bench: Bench, _ call: String = "coderpad.quota.get") throws -> String? {
    try bench.run(call)
    return bench.server.requests.last?.headers["authorization"]
  }

  @Test func `A login takes precedence over the environment, the command, the keyring and the file`() throws {
    let file = CredentialSurroundings.File(
      path: "/home/me/credentials", text: #"{"coderpad": {"api_key": "from-file"}}"#, isReadableByOthers: false)
    let onlyFile = Bench(environment: [:]) { $0.file = { file } }
    #expect(try key(onlyFile) == "Token token=\"from-file\"")
    let command = Bench(environment: [:]) { surroundings in
      surroundings.file = { file }
      surroundings.profile = { _, _ in .init(credentialCommand: "pass coderpad") }
      surroundings.run = { _ in "from-command\n" }
    }
    #expect(try key(command) == "Token token=\"from-command\"")
    let keyring = Bench(environment: [:]) { surroundings in
      surroundings.file = { file }
      surroundings.keyring = { (account, name) in account.profile == nil && name == "api_key" ? "from-keyring" : nil }
    }
    #expect(try key(keyring) == "Token token=\"from-keyring\"")
    let environment = Bench { $0.run = { _ in "from-command" } }
    #expect(try key(environment) == "Token token=\"coderpad-key\"")
    try environment.client.sessions.login(
      Account("coderpad"), ["api_key": "from-login"], cancellation: Cancellation())
    #expect(try key(environment) == "Token token=\"from-login\"")
    let sources = [onlyFile, keyring, command, environment].map {
      $0.client.sessions.session(Account("coderpad")).source?.description
    }
    #expect(sources == ["/home/me/credentials", "keyring", "credential_command", "login of this session"])
  }

  @Test func `Credentials are hidden before any call needs them, public values are not`() {
    let text = #"""
      {"tutrex@old": {"api_key": "file-key-1"}, "mine": {"pin": "file-pin-1", "region": "eu-west-1"},
       "coursepath": {"academy": "file-academy", "token": "file-token"}}
      """#
    let mine = #"""
      {base: "https://mine.example", credentials: {pin: {}, region: {secret: false}, other: {environment: ["MY_PIN"]}},
       resources: {}}
      """#
    let bench = Bench(environment: [:], manifests: [("mine", mine)]) { surroundings in
      surroundings.file = { .init(path: "credentials", text: text, isReadableByOthers: false) }
    }
    bench.client.hideCredentials(in: [
      ("EDUSH_CODERPAD_OLD_API_KEY", "variable-key"), ("CODEMENTOR_WEB_SECRET", "web-secret"),
      ("MY_PIN", "foreign-pin"),
      ("EDUSH_MINE_LIVE_PIN", "variable-pin"), ("EDUSH_COURSEPATH_EMAIL", "ann@example.com"),
      ("EDUSH_CODERPAD_URL", "https://pads.example"), ("EDUSH_PARAM_TOKEN", "parameter"), ("HOME", "/home/ann"),
      ("EDUSH_COURSIO_PUBLIC_KEY", "public-key"),
    ])
    for secret in [
      "file-key-1", "file-pin-1", "file-token", "variable-key", "web-secret", "foreign-pin", "variable-pin",
    ] {
      #expect(bench.redactor.redact(secret) == "<redacted>", "\(secret)")
    }
    for open in [
      "eu-west-1", "file-academy", "ann@example.com", "https://pads.example", "parameter", "/home/ann", "public-key",
    ] {
      #expect(bench.redactor.redact(open) == open)
    }
  }

  @Test func `A named profile never uses the default profile's credential`() throws {
    let bench = Bench(environment: ["EDUSH_CODERPAD_API_KEY": "one", "EDUSH_CODERPAD_NEW_API_KEY": "two"])
    #expect(try key(bench, "coderpad@new.quota.get") == "Token token=\"two\"")
    let failure = bench.failure("coderpad", "quota", "get", profile: "old")
    #expect(failure?.kind == .auth)
    #expect(failure?.message == "not logged in to coderpad@old")
    #expect(failure?.hint == "`login coderpad@old`, or set EDUSH_CODERPAD_OLD_API_KEY")
    #expect(bench.log.count == 1)
  }

  @Test func `The keyring is read once per login, and only for missing credentials`() throws {
    let asked = Mutex<[String]>([])
    let change: (inout CredentialSurroundings) -> Void = { surroundings in
      surroundings.keyring = { (account, name) in
        asked.withLock { $0.append("\(account) \(name)") }
        return "from-keyring"
      }
    }
    _ = try key(Bench(surroundings: change))
    #expect(asked.withLock { $0 } == [])
    let bench = Bench(environment: [:], surroundings: change)
    _ = try key(bench)
    _ = try key(bench)
    #expect(asked.withLock { $0 } == ["coderpad api_key"])
    try bench.client.sessions.login(Account("coderpad"), [:], cancellation: Cancellation())
    #expect(asked.withLock { $0.count } == 2)
  }

  @Test func `A credentials file that others can read is refused`() {
    let bench = Bench(environment: [:]) { surroundings in
      surroundings.file = { .init(path: "/c", text: "{}", isReadableByOthers: true) }
    }
    let failure = bench.failure("coderpad", "quota", "get")
    #expect(failure?.kind == .auth)
    #expect(failure?.hint == "chmod 600 /c")
  }

  @Test func `Variables take precedence over settings, settings over manifests, for each profile separately`() throws {
    let bench = Bench(environment: Bench.keys.merging(["EDUSH_CODERPAD_URL": "https://a.example/x/"]) { $1 }) {
      $0.profile = { _, profile in .init(url: profile == nil ? "https://b.example" : "https://c.example") }
    }
    try bench.run("coderpad.quota.get, tutrex.lessons.delete(1)")
    #expect(bench.server.requests.map(\.url) == ["https://a.example/x/api/quota", "https://b.example/lessons/1"])
    #expect(bench.client.sessions.session(Account("coderpad", profile: "x")).base == "https://c.example")
  }

  @Test func `Plain http to other machines is a usage error before any name is resolved`() throws {
    let bench = Bench(environment: ["EDUSH_CODERPAD_URL": "ftp://x", "EDUSH_CODERPAD_API_KEY": "k"])
    let failure = bench.failure("coderpad", "quota", "get")
    #expect(failure?.kind == .usage)
  }

  @Test func `Coursepath without an academy explains how to set it`() {
    let bench = Bench(environment: ["EDUSH_COURSEPATH_API_KEY": "k", "EDUSH_COURSEPATH_EMAIL": "a@b.c"])
    let failure = bench.failure("coursepath", "members", "me")
    #expect(failure?.kind == .auth)
    #expect(failure?.hint?.contains("EDUSH_COURSEPATH_ACADEMY") == true)
  }

  @Test func `A ready-made token is used unchanged`() throws {
    let bench = Bench(environment: ["EDUSH_COURSEPATH_TOKEN": "ready", "EDUSH_COURSEPATH_URL": "https://a.example"])
    #expect(try key(bench, "coursepath.members.me") == "Bearer ready")
  }

  @Test(arguments: [
    ("coderpad.pads.get(\"X\")", "EDUSH_CODERPAD_API_KEY"), ("codementor.sessions.list", "EDUSH_CODEMENTOR_API_KEY"),
    ("coursepath.members.me", "EDUSH_COURSEPATH_API_KEY"),
  ])
  func `A credential is looked up once per call`(call: String, variable: String) throws {
    let reads = Mutex(0)
    let bench = Bench(surroundings: { surroundings in
      let environment = surroundings.environment
      surroundings.environment = { name in
        if name == variable { reads.withLock { $0 += 1 } }
        return environment(name)
      }
    })
    try bench.run(call)
    #expect(bench.server.requests.count == 1)
    #expect(reads.withLock { $0 } == 1)
  }

  @Test func `A fresh token is signed for every try`() throws {
    let server = FakeServer([.json("", status: 503), .json("{}")])
    let bench = Bench(server)
    try bench.run("coursepath.members.me")
    #expect(server.requests.count == 2)
    #expect(server.requests.allSatisfy { $0.headers["authorization"] == "Bearer " + JSONWebTokenTests.example })
  }

  @Test func `Logging out invalidates any source, logging in restores it`() throws {
    let bench = Bench()
    try bench.client.sessions.logout(Account("coderpad"))
    #expect(bench.failure("coderpad", "quota", "get")?.kind == .auth)
    try bench.client.sessions.login(Account("coderpad"), [:], cancellation: Cancellation())
    #expect(try key(bench) == "Token token=\"coderpad-key\"")
  }

  @Test func `A login without credentials fails, as does one with unknown ones`() {
    let bench = Bench(environment: [:])
    let sessions = bench.client.sessions
    let failures = ([[:], ["api_kee": "x"], ["api_key": ""], ["api_key": true]] as [Object]).map { arguments in
      do throws(Failure) {
        try sessions.login(Account("coderpad"), arguments, cancellation: Cancellation())
        return "none"
      } catch {
        return "\(error.kind) \(error.message) \(error.hint ?? "")"
      }
    }
    #expect(
      failures == [
        "auth not logged in to coderpad `login coderpad`, or set EDUSH_CODERPAD_API_KEY",
        "usage login coderpad has no parameter `api_kee` did you mean `api_key`?",
        "usage `api_key` must not be empty leave it out to be asked",
        "usage `api_key` is a string, not a boolean put it into quotes, or leave it out to be asked",
      ])
  }

  @Test func `Profiles come from settings, logins, variables and the file`() throws {
    let environment = ["EDUSH_CODERPAD_OLD_API_KEY": "a", "EDUSH_CODERPAD_API_KEY": "b", "EDUSH_CODERPAD_FAR_URL": "c"]
    let bench = Bench(environment: environment) { surroundings in
      surroundings.profiles = { $0 == "coderpad" ? ["set"] : [] }
      surroundings.keyringProfiles = { $0 == "coderpad" ? ["ring"] : [] }
      surroundings.file = {
        .init(path: "/c", text: #"{"coderpad@file": {"api_key": "x"}}"#, isReadableByOthers: false)
      }
    }
    try bench.client.sessions.login(
      Account("coderpad", profile: "in"), ["api_key": "y"], cancellation: Cancellation())
    #expect(bench.client.sessions.profiles(of: "coderpad") == ["far", "file", "in", "old", "ring", "set"])
  }

  @Test func `The credentials file keeps unrelated entries`() throws {
    var file = try CredentialFile(#"{"tutrex": {"api_key": "t"}}"#)
    file[Account("coderpad", profile: "old")] = ["api_key": "k"]
    let written = try CredentialFile(file.text)
    #expect(written[Account("coderpad", profile: "old")] == ["api_key": "k"])
    #expect(written[Account("tutrex")] == ["api_key": "t"])
    #expect(throws: Failure.self) { try CredentialFile("[1]") }
  }

  @Test func `A webhook's signature is checked`() {
    let body = Array(#"{"event_name":"x"}"#.utf8)
    let good = "b48e3cc1be5228a8e9f54537e4a0f1c7ea4625cf781ab4f8a14eab5b4cc8398a"
    #expect(WebhookSignature.isValid(good, of: body, secret: Secret("whsec")))
    #expect(WebhookSignature.isValid(good.uppercased(), of: body, secret: Secret("whsec")))
    #expect(!WebhookSignature.isValid(good, of: body + [10], secret: Secret("whsec")))
    #expect(!WebhookSignature.isValid("xyz", of: body, secret: Secret("whsec")))
  }
}
