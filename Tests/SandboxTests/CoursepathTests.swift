import Hashing
import JSON
import Sandbox
import Synchronization
import Testing

/// Signs a fresh token for each request, as the API expects.
final class CoursepathVisitor: Sendable {
  let sandbox: SandboxServer
  let client: Client
  let clock: @Sendable () -> Double
  private let lastID = Mutex(0)

  init(_ configuration: SandboxConfiguration = SandboxConfiguration()) throws {
    sandbox = SandboxServer(configuration: configuration)
    client = Client(port: try sandbox.start().port)
    clock = configuration.clock
  }

  func send(
    _ method: String, _ path: String, form: String? = nil, email: String = "john.smith@example.com"
  ) throws -> Reply {
    let id = lastID.withLock {
      $0 += 1
      return $0
    }
    return try send(
      method, path, form: form,
      token: Self.token(["email": Value(email), "iat": Value(Int(clock())), "jti": Value(id)]))
  }

  func send(_ method: String, _ path: String, form: String? = nil, token: String?) throws -> Reply {
    var headers = token.map { [("Authorization", "Bearer \($0)")] } ?? []
    if form != nil { headers.append(("Content-Type", "application/x-www-form-urlencoded")) }
    return try withExtendedLifetime(sandbox) {
      try client.send(method, "/coursepath/api/v1" + path, headers: headers, body: form ?? "")
    }
  }

  static func token(
    _ claims: Object, header: Object = ["typ": "JWT", "alg": "HS256"], key: String = SandboxCredentials().coursepathKey
  ) -> String {
    let signed = encode(Array(Value(header).json().utf8)) + "." + encode(Array(Value(claims).json().utf8))
    let code = HashFunction.sha256.authenticationCode(for: Array(signed.utf8), key: Array(key.utf8))
    return signed + "." + encode(code)
  }

  private static func encode(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0...group.count { text.append(letters[bits >> (18 - 6 * place) & 63]) }
    }
    return text
  }
}

@Suite struct CoursepathTests {
  let visitor: CoursepathVisitor

  init() throws {
    visitor = try CoursepathVisitor()
  }

  @Test func `the member in the token is me`() throws {
    let me = try visitor.send("GET", "/members/me")
    #expect(me.status == 200)
    #expect(me.json["email"] == "john.smith@example.com")
    #expect(try visitor.send("GET", "/members/1").json == me.json)
  }

  @Test func `a token signed elsewhere is accepted`() throws {
    // Made with Python: hmac.new(b"sandbox-coursepath-6e81f4a2", …, hashlib.sha256).
    let visitor = try CoursepathVisitor(SandboxConfiguration(clock: { 1_800_000_000 }))
    let token =
      "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJqdGkiOjUwODg3MDEzOCwiaWF0IjoxNzk5OTk5OTkwLCJlbWFpbCI6ImpvaG4uc21pdGhAZXhhbXBsZS5jb20ifQ"
      + ".JYkETKOmAv-0LiZ2DsYAm4wapsIhaAgiI471xtGruMg"
    #expect(try visitor.send("GET", "/groups", token: token).status == 200)
  }

  @Test func `a token works only once`() throws {
    let token = CoursepathVisitor.token(
      ["email": "john.smith@example.com", "iat": Value(Int(visitor.clock())), "jti": "once"])
    #expect(try visitor.send("GET", "/groups", token: token).status == 200)
    let again = try visitor.send("GET", "/groups", token: token)
    #expect(again.status == 401)
    #expect(again.json["message"] == "The token has been used before.")
  }

  static let now = 1_800_000_000
  static let wrongTokens: [(String, String?)] = [
    ("header", nil), ("JSON Web Token", "abc"), ("JSON Web Token", "a.b.c"),
    ("older", CoursepathVisitor.token(["email": "john.smith@example.com", "iat": Value(now - 121), "jti": 1])),
    ("future", CoursepathVisitor.token(["email": "john.smith@example.com", "iat": Value(now + 121), "jti": 1])),
    ("needs", CoursepathVisitor.token(["email": "john.smith@example.com", "iat": Value(now)])),
    ("needs", CoursepathVisitor.token(["email": "john.smith@example.com", "jti": 1])),
    ("needs", CoursepathVisitor.token(["iat": Value(now), "jti": 1])),
    ("no member", CoursepathVisitor.token(["email": "nobody@example.com", "iat": Value(now), "jti": 1])),
    ("signature", CoursepathVisitor.token(["email": "john.smith@example.com", "iat": Value(now), "jti": 1], key: "x")),
    (
      "HS256",
      CoursepathVisitor.token(
        ["email": "john.smith@example.com", "iat": Value(now), "jti": 1], header: ["typ": "JWT", "alg": "none"])
    ),
  ]

  @Test(arguments: wrongTokens.indices) func `invalid tokens are refused with the reason`(index: Int) throws {
    let (word, token) = Self.wrongTokens[index]
    let visitor = try CoursepathVisitor(SandboxConfiguration(clock: { Double(Self.now) }))
    let reply = try visitor.send("GET", "/courses", token: token)
    #expect(reply.status == 401)
    #expect(reply.json["message"]?.string?.contains(word) == true)
  }

  @Test func `lists are paged by offset and limit`() throws {
    #expect(try visitor.send("GET", "/members").json.count == 150)
    let page = try visitor.send("GET", "/members?offset=140&limit=100").json
    #expect(page.count == 10)
    #expect(page[0]?["id"]?.int == 141)
    #expect(try visitor.send("GET", "/members?offset=150").json == [])
    for query in ["limit=0", "limit=x", "offset=-1"] {
      #expect(try visitor.send("GET", "/courses?\(query)").status == 400)
    }
  }

  @Test func `default limits are 100 courses, 250 members and 500 groups`() throws {
    let visitor = try CoursepathVisitor(SandboxConfiguration(size: 1000))
    #expect(try visitor.send("GET", "/courses").json.count == 100)
    #expect(try visitor.send("GET", "/members").json.count == 250)
    #expect(try visitor.send("GET", "/members?limit=5000").json.count == 500)
  }

  @Test func `members are filtered by exact values, all filters combined`() throws {
    let all = try visitor.send("GET", "/members").json.array ?? []
    let matching = all.filter { $0["country"] == "NL" && $0["department"] == "Sales" }
    #expect(!matching.isEmpty)
    #expect(try visitor.send("GET", "/members?country=NL&department=Sales").json == Value(matching))
    #expect(try visitor.send("GET", "/members?externalId=E1007").json[0]?["id"]?.int == 7)
    #expect(try visitor.send("GET", "/members?country=nl").json == [])
  }

  @Test func `members are created with a name from the address, and updated`() throws {
    let created = try visitor.send("POST", "/members", form: "email=ada.king%40example.com&company=A%26B")
    #expect(created.status == 201)
    #expect(created.json["name"] == "Ada King")
    #expect(created.json["company"] == "A&B")
    let id = try #require(created.json["id"]?.int)
    let updated = try visitor.send("POST", "/members/\(id)", form: "name=Ada")
    #expect(updated.json["name"] == "Ada")
    #expect(updated.json["company"] == "A&B")
    #expect(try visitor.send("POST", "/members", form: "email=ada.king%40example.com").status == 409)
    #expect(try visitor.send("POST", "/members", form: "name=x").status == 400)
    #expect(try visitor.send("POST", "/members", form: "email=x").status == 400)
  }

  @Test(arguments: [("courses", "/courses/1/members"), ("programs", nil)])
  func `members are created inside a course or program`(whole: String, list: String?) throws {
    let created = try visitor.send("POST", "/\(whole)/1/members", form: "email=new@example.com")
    #expect(created.status == 201)
    #expect(try visitor.send("POST", "/\(whole)/99/members", form: "email=new2@example.com").status == 404)
    if let list {
      #expect(try visitor.send("GET", list + "?email=new@example.com").json == [created.json])
    }
  }

  @Test func `enrolments are created, show a result and are removed`() throws {
    _ = try visitor.send("POST", "/members", form: "email=new@example.com")
    let path = "/courses/2/members/151/coursemember"
    #expect(try visitor.send("GET", path).status == 404)
    #expect(try visitor.send("POST", path).status == 201)
    let result = try visitor.send("GET", path).json
    #expect(result["courseId"]?.int == 2)
    for key in ["score", "success", "completedDate", "certificate"] { #expect(result[key] == Value.null) }
    #expect(try visitor.send("POST", path).status == 409)
    #expect(try visitor.send("GET", "/members/151/courses").json.array?.map { $0["id"] } == [2])
    #expect(try visitor.send("DELETE", path).status == 204)
    #expect(try visitor.send("DELETE", path).status == 404)
    #expect(try visitor.send("POST", "/courses/99/members/151/coursemember").status == 404)
  }

  @Test func `programs gain and lose members`() throws {
    _ = try visitor.send("POST", "/members", form: "email=new@example.com")
    let path = "/programs/1/members/151/programmember"
    #expect(try visitor.send("POST", path).status == 201)
    #expect(try visitor.send("POST", path).status == 409)
    #expect(try visitor.send("POST", "/programs/1/members/151/invite").status == 200)
    #expect(try visitor.send("DELETE", path).status == 204)
    #expect(try visitor.send("DELETE", path).status == 404)
    #expect(try visitor.send("POST", "/programs/1/members/151/invite").status == 404)
  }

  @Test func `invitations use different fields`() throws {
    let sent = try visitor.send("POST", "/members/2/invite", form: "mail[subject]=Hi&mail%5Bbody%5D=Come+in").json
    #expect(sent["subject"] == "Hi")
    #expect(sent["body"] == "Come in")
    #expect(sent["action"] == "Start learning")
    #expect(try visitor.send("POST", "/members/999/invite").status == 404)
  }

  @Test func `groups are joined by name and left one at a time or all at once`() throws {
    _ = try visitor.send("POST", "/members", form: "email=new@example.com")
    let path = "/members/151/groups"
    for name in ["Berlin", "Trainees", "Brand+new"] {
      #expect(try visitor.send("POST", path, form: "name=\(name)").status == 201)
    }
    #expect(try visitor.send("POST", path, form: "name=Berlin").status == 409)
    #expect(try visitor.send("POST", path).status == 400)
    #expect(
      try visitor.send("GET", path).json.array?.compactMap { $0["name"]?.string } == [
        "Berlin", "Trainees", "Brand new",
      ])
    #expect(try visitor.send("GET", "/groups/9/members").json[0]?["id"]?.int == 151)
    #expect(try visitor.send("DELETE", path + "?name=Trainees").status == 204)
    #expect(try visitor.send("DELETE", path + "?name=Trainees").status == 404)
    #expect(try visitor.send("DELETE", path + "?name=").status == 400)
    #expect(try visitor.send("GET", path).json.count == 2)
    #expect(try visitor.send("DELETE", path).status == 204)
    #expect(try visitor.send("GET", path).json == [])
    #expect(try visitor.send("GET", "/groups").json.count == 9)
  }

  @Test func `a learner is not an administrator`() throws {
    let learner = try #require(try visitor.send("GET", "/members/2").json["email"]?.string)
    #expect(try visitor.send("GET", "/members/me", email: learner).json["id"]?.int == 2)
    #expect(try visitor.send("GET", "/members", email: learner).status == 403)
  }

  @Test(arguments: ["/courses/99", "/members/999", "/groups/99/members", "/nothing", "/courses/x"])
  func `a missing object is not found`(path: String) throws {
    #expect(try visitor.send("GET", path).status == 404)
  }
}
