import Hashing
import JSON
import Sandbox
import Testing

@Suite struct CoursioTests {
  let visitor: Visitor
  let credentials = SandboxCredentials()

  init() throws {
    visitor = try Visitor("/coursio/api", headers: [("Token", SandboxCredentials().coursioToken)])
  }

  func call(_ entity: String, _ method: String, _ more: Object = [:]) throws -> Reply {
    try call(visitor, entity, method, more)
  }

  func call(_ visitor: Visitor, _ entity: String, _ method: String, _ more: Object = [:]) throws -> Reply {
    var body: Object = ["method": Value(method)]
    for (key, value) in more { body[key] = value }
    return try visitor.send("POST", "/\(entity)", body: Value(body).json())
  }

  @Test func `a response has the document's envelope`() throws {
    let reply = try call("courses", "count")
    #expect(reply.status == 200)
    #expect(reply.body == #"{"isError":false,"errMsg":null,"data":12}"#)
  }

  @Test func `logging in opens a session and logging out closes it`() throws {
    let login: Object = [
      "data": ["email": Value(credentials.coursioEmail), "password": Value(credentials.coursioPassword)]
    ]
    let data = try call(visitor.with([]), "auth", "login", login).json["data"]
    let session = visitor.with([("Token", try #require(data?["sessionId"]?.string))])
    #expect(try call(session, "users", "count").status == 200)
    #expect(try call(session, "auth", "check").json["data"]?["email"] == Value(credentials.coursioEmail))
    #expect(try call(session, "auth", "logout").status == 200)
    #expect(try call(session, "users", "count").status == 401)
    #expect(try call(visitor.with([]), "auth", "login", ["data": ["email": "x", "password": "y"]]).status == 401)
  }

  func digest(_ time: String) -> String {
    let text = credentials.coursioPublicKey + time + credentials.coursioSalt
    return Hexadecimal.text(
      HashFunction.sha1.authenticationCode(for: Array(text.utf8), key: Array(credentials.coursioPrivateKey.utf8)))
  }

  @Test func `a digest logs in through headers or data`() throws {
    let headers = [
      ("X-Coursio-apikey", credentials.coursioPublicKey), ("X-Coursio-time", "1440000000000"),
      ("X-Coursio-random", credentials.coursioSalt), ("X-Coursio-hmac", digest("1440000000000")),
    ]
    #expect(try call(visitor.with(headers), "auth", "loginHmac").json["data"]?["sessionId"]?.string != nil)
    let data: Value = [
      "apikey": Value(credentials.coursioPublicKey), "time": "2015-08-01", "random": Value(credentials.coursioSalt),
      "hmac": Value(digest("2015-08-01")),
    ]
    #expect(try call(visitor.with([]), "auth", "loginHmac", ["data": data]).json["data"]?["sessionId"]?.string != nil)
    let wrong = try call(visitor.with(Array(headers.dropLast()) + [("X-Coursio-hmac", "00")]), "auth", "loginHmac")
    #expect(wrong.status == 401)
  }

  @Test func `without a session only login works`() throws {
    for headers in [[], [("Token", "x")]] {
      let reply = try call(visitor.with(headers), "courses", "list")
      #expect(reply.status == 401)
      #expect(reply.body == #"{"isError":true,"errMsg":"Function requires proper authentication.","data":null}"#)
    }
  }

  @Test(arguments: [("nothing", "read"), ("courses", "fly"), ("auth", "fly"), ("dashboard", "list")])
  func `an unknown function is not found`(entity: String, method: String) throws {
    let reply = try call(entity, method)
    #expect(reply.status == 404)
    #expect(reply.json["errMsg"] == "Function doesn't exist.")
  }

  @Test(arguments: [
    "", "[]", "{}", #"{"method":1}"#, #"{"method":"list","data":[]}"#, #"{"method":"list","pageStart":-1}"#,
    #"{"method":"list","pageLength":"a"}"#, #"{"method":"search"}"#, #"{"method":"read"}"#,
    #"{"method":"list","data":{"a":[]}}"#,
  ])
  func `invalid data is refused`(body: String) throws {
    let reply = try visitor.send("POST", "/courses", body: body)
    #expect(reply.status == 400)
    #expect(reply.json["isError"] == true)
    #expect(reply.json["errMsg"] == "Invalid data was sent.")
  }

  @Test func `rows are returned by window, or all without one`() throws {
    #expect(try call("users", "list").json["data"]?.count == 150)
    let window = try call("users", "list", ["pageStart": 148, "pageLength": 10]).json["data"]
    #expect(window?.array?.compactMap { $0["id"]?.int } == [149, 150])
    #expect(try call("users", "list", ["pageStart": 2, "pageLength": 1]).json["data"]?[0]?["id"]?.int == 3)
  }

  @Test func `a missing object is an error with HTTP 200`() throws {
    let reply = try call("courses", "read", ["data": ["id": 999]])
    #expect(reply.status == 200)
    #expect(reply.body == #"{"isError":true,"errMsg":"Course 999 does not exist.","data":null}"#)
  }

  @Test(arguments: ["courses", "sections", "users", "enrollments", "results"])
  func `objects are created, read, found, changed and deleted`(entity: String) throws {
    let fields: Object = [
      "title": "T", "email": "t@example.com", "courseId": 1, "userId": 1, "enrollmentId": 1, "score": 5, "mark": "x7",
    ]
    let created = try call(entity, "create", ["data": Value(fields)]).json["data"]
    let id = try #require(created?["id"]?.int)
    #expect(try call(entity, "read", ["data": ["id": Value(id)]]).json["data"] == created)
    #expect(try call(entity, "find", ["data": ["mark": "x7"]]).json["data"]?.count == 1)
    #expect(try call(entity, "update", ["data": ["id": Value(id), "mark": "x8"]]).json["data"]?["mark"] == "x8")
    #expect(try call(entity, "count", ["data": ["mark": "x8"]]).json["data"]?.int == 1)
    #expect(try call(entity, "delete", ["data": ["id": Value(id)]]).json["data"]?["id"]?.int == id)
    #expect(try call(entity, "read", ["data": ["id": Value(id)]]).json["isError"] == true)
    let missing = try call(entity, "create")
    #expect(missing.status == 400)
  }

  @Test func `search matches names regardless of case`() throws {
    let found = try call("users", "search", ["data": ["query": "LEARNER@"]]).json["data"]
    #expect(found?.array?.compactMap { $0["id"]?.int } == [2])
  }

  @Test func `a learner can only read`() throws {
    let login: Object = [
      "data": ["email": Value(credentials.coursioLearnerEmail), "password": Value(credentials.coursioPassword)]
    ]
    let token = try #require(try call(visitor.with([]), "auth", "login", login).json["data"]?["sessionId"]?.string)
    let learner = visitor.with([("Token", token)])
    #expect(try call(learner, "courses", "list").status == 200)
    let refused = try call(learner, "courses", "create", ["data": ["title": "x"]])
    #expect(refused.status == 403)
    #expect(refused.json["errMsg"] == "Access for the current user is denied.")
  }

  @Test func `the dashboard returns counts`() throws {
    let data = try call("dashboard", "read").json["data"]
    #expect(data?["users"]?.int == 150)
    #expect(data?["recentResults"]?.count == 5)
  }

  @Test func `other HTTP methods are not functions`() throws { #expect(try visitor.get("/courses").status == 404) }
}
