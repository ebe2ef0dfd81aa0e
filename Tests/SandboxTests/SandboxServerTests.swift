import Glibc
import JSON
import Sandbox
import Testing

@Suite struct SandboxServerTests {
  static let login = [("Authorization", "Token token=\"\(SandboxCredentials().coderPadKey)\"")]

  func visitor(_ configuration: SandboxConfiguration = SandboxConfiguration()) throws -> Visitor {
    try Visitor("/coderpad/api", configuration, headers: Self.login)
  }

  @Test func `it says where it is`() throws {
    let sandbox = SandboxServer()
    let addresses = try sandbox.start()
    let port = addresses.port
    #expect(addresses.coderpad == "http://127.0.0.1:\(port)/coderpad")
    #expect(addresses.tutrex == "http://127.0.0.1:\(port)/tutrex/api/v1")
    #expect(addresses.baseURLs.count == 5)
    #expect(try sandbox.start() == addresses)
    sandbox.stop()
    #expect(throws: ClientError.cannotConnect) { try Client(port: port).send("GET", "/_sandbox/health") }
  }

  @Test func `a port in use and an invalid port are errors`() throws {
    let first = SandboxServer()
    let port = try first.start().port
    let taken = #expect(throws: SandboxError.self) {
      try SandboxServer(configuration: SandboxConfiguration(port: port)).start()
    }
    #expect(taken?.description.contains("port \(port) is taken") == true)
    #expect(throws: SandboxError.self) { try SandboxServer(configuration: SandboxConfiguration(port: 70_000)).start() }
    #expect(throws: SandboxError.self) {
      try SandboxServer(configuration: SandboxConfiguration(dataFile: "/nowhere/at/all.db")).start()
    }
  }

  @Test func `it reports its health`() throws {
    let health = try visitor(SandboxConfiguration(size: 7, seed: 42)).raw("GET", "/_sandbox/health").json
    #expect(health["status"] == "ok")
    #expect(health["seed"] == "42")
    #expect(health["size"]?.int == 7)
  }

  @Test func `it describes its 52 endpoints as OpenAPI`() throws {
    let visitor = try visitor()
    let document = try visitor.raw("GET", "/_sandbox/openapi.json").json
    #expect(document["openapi"] == "3.1.0")
    let paths = document["paths"]?.object?.values ?? []
    let operations = paths.flatMap { $0.object?.values ?? [] }
    #expect(operations.count == 52)
    #expect(Set(operations.compactMap { $0["operationId"]?.string }).count == 52)
    let update = document["paths"]?["/coderpad/api/pads/{id}"]?["put"]
    #expect(update?["operationId"] == "coderpad.pads.update")
    let schema = update?["requestBody"]?["content"]?["application/x-www-form-urlencoded"]?["schema"]
    #expect(schema?["properties"]?["ended"] == ["type": "boolean"])
    let list = document["paths"]?["/codementor/api/sessions"]?["get"]?["responses"]?["200"]?["content"]
    let members = list?["application/json"]?["schema"]?["properties"]
    #expect(members?["data"]?["type"] == "array" && members?["has_more"] == ["type": "boolean"])
    let one = try visitor.raw("GET", "/_sandbox/openapi.json?provider=tutrex").json
    #expect(one["paths"]?.object?.keys.map(\.string) == ["/tutrex/api/v1/lessons", "/tutrex/api/v1/lessons/{id}"])
    #expect(try visitor.raw("GET", "/_sandbox/openapi.json?provider=moodle").status == 404)
  }

  @Test func `it logs received requests, newest last`() throws {
    let visitor = try visitor()
    _ = try visitor.get("/pads?sort=created_at")
    _ = try visitor.send("PUT", "/pads/AFQ2K9A3", form: "ended=true")
    _ = try visitor.raw("GET", "/elsewhere")
    let log = try visitor.raw("GET", "/_sandbox/requests").json
    #expect(log.count == 3)
    #expect(log[0]?["method"] == "GET")
    #expect(log[0]?["path"] == "/coderpad/api/pads")
    #expect(log[0]?["query"] == "sort=created_at")
    #expect(log[0]?["endpoint"] == "pads.list")
    #expect(log[0]?["headers"]?["authorization"]?.string?.hasPrefix("Token") == true)
    #expect(log[1]?["body"] == "ended=true")
    #expect(log[1]?["endpoint"] == "pads.end")
    #expect(log[1]?["status"]?.int == 200)
    #expect(log[2]?["status"]?.int == 404)
    #expect(try visitor.raw("DELETE", "/_sandbox/requests").status == 204)
    #expect(try visitor.raw("GET", "/_sandbox/requests").json == [])
  }

  @Test func `the log is bounded`() throws {
    let visitor = try visitor(SandboxConfiguration(logCapacity: 3))
    for page in 1...9 { _ = try visitor.get("/pads?page=\(page)") }
    let queries = try visitor.raw("GET", "/_sandbox/requests").json.array?.map { $0["query"] }
    #expect(queries == [Value("page=7"), Value("page=8"), Value("page=9")])
  }

  @Test func `equal seeds give equal data, other seeds do not, and size scales`() throws {
    func pads(_ configuration: SandboxConfiguration) throws -> String {
      try visitor(configuration).get("/pads?sort=updated_at").body.replacing(#/127\.0\.0\.1:\d+/#, with: "host")
    }
    let usual = try pads(SandboxConfiguration(seed: 5))
    #expect(try pads(SandboxConfiguration(seed: 5)) == usual)
    #expect(try pads(SandboxConfiguration(seed: 6)) != usual)
    #expect(try visitor(SandboxConfiguration(size: 10)).get("/pads").json["total"]?.int == 12)
    #expect(try visitor(SandboxConfiguration(size: 0)).get("/pads").json["total"]?.int == 2)
  }

  @Test func `a title contains control characters, escaped in JSON`() throws {
    let reply = try visitor().get("/pads?sort=created_at&page=1")
    let pages = try (1...3).map { try visitor().get("/pads?page=\($0)").body }.joined()
    #expect(reply.status == 200)
    #expect(pages.contains(#"Terminal check \u001b[31mred"#))
    #expect(!pages.utf8.contains(0x1B))
  }

  @Test func `a data file preserves the state`() throws {
    let path = "/tmp/edush-sandbox-test-\(getpid())-\(UInt32.random(in: 0 ... .max)).db"
    defer { for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) } }
    let configuration = SandboxConfiguration(dataFile: path)
    let first = try visitor(configuration)
    let id = try #require(try first.send("POST", "/pads", form: "title=kept").json["id"]?.string)
    first.sandbox.stop()
    let second = try visitor(configuration)
    #expect(try second.get("/pads/\(id)").json["title"] == "kept")
    #expect(try second.get("/pads").json["total"]?.int == 121)
    let another = try #require(try second.send("POST", "/pads").json["id"]?.string)
    #expect(another != id)
    second.sandbox.stop()
  }

  @Test func `an oversized body is refused and strange requests do no harm`() throws {
    let visitor = try visitor()
    let long = String(repeating: "x", count: (16 << 20) + 1)
    #expect(try visitor.send("POST", "/pads", form: "title=\(long)").status == 413)
    let deep = String(repeating: "[", count: 200_000)
    let token = [("Token", SandboxCredentials().coursioToken)]
    #expect(try visitor.raw("POST", "/coursio/api/courses", headers: token, body: deep).status == 400)
    for path in ["/pads/%00%ff%", "/pads/..%2f", "/pads?%=%&&==", "/pads/'%22;--"] {
      #expect([200, 404].contains(try visitor.get(path).status))
    }
    #expect(try visitor.get("/quota").status == 200)
  }

  @Test func `the log shows the start of a long body and its length`() throws {
    let visitor = try visitor()
    _ = try visitor.send("PUT", "/pads/AFQ2K9A3", form: "notes=" + String(repeating: "x", count: 100_000))
    #expect(try visitor.get("/pads/AFQ2K9A3").json["notes"]?.string?.count == 100_000)
    let entry = try visitor.raw("GET", "/_sandbox/requests").json[0]
    #expect(entry?["bodyBytes"]?.int == 100_006)
    #expect(entry?["body"]?.string?.utf8.count == 65_536)
  }

  @Test func `credentials are printed as environment variables`() {
    let names = SandboxCredentials().environment.map(\.name)
    #expect(names.contains("EDUSH_CODERPAD_API_KEY"))
    #expect(names.contains("EDUSH_COURSEPATH_EMAIL"))
    #expect(Set(names).count == 7)
  }
}
