import HTTP
import JSON
import Providers
import Query
import Testing

@Suite struct RequestTests {
  @Test func `Any request is sent below the base URL`() throws {
    let bench = Bench()
    try bench.run(
      "coderpad.request(method: \"put\", path: \"/api/a%2Fb/?x=1+2\", query: {y: [1, true]}, json: {a: null}, headers: {\"X-A\": \"b\"})"
    )
    #expect(bench.last == #"PUT https://app.coderpad.io/api/a%2Fb/?x=1%202&y%5B%5D=1&y%5B%5D=true {"a":null}"#)
    #expect(bench.server.requests.last?.headers["x-a"] == "b")
    try bench.run("coderpad.request(\"POST\", \"api/a\", form: {a: {b: 1}, c: \"d e\"})")
    #expect(bench.last == "POST https://app.coderpad.io/api/a a%5Bb%5D=1&c=d+e")
  }

  @Test(arguments: ["https://evil.example/", "//evil.example/", "/a/../b", "/%2e%2e/b", "http:x", "\\\\evil"])
  func `A path that is not below the base is refused`(path: String) {
    let bench = Bench()
    let failure = bench.failure("coderpad", nil, "request", [("method", "GET"), ("path", Value(path))])
    #expect(failure?.kind == .usage)
    #expect(bench.server.requests.isEmpty)
  }

  @Test func `A form and a JSON body exclude each other`() {
    let failure = Bench().failure(
      "coderpad", nil, "request", [("method", "POST"), ("path", "/"), ("form", [:]), ("json", [:])])
    #expect(failure?.message == "`form` and `json` of coderpad.request exclude each other")
  }

  @Test func `A user manifest changes only the parts it contains`() throws {
    let bench = Bench(manifests: [
      ("coursepath", #"{body: "json"}"#),
      (
        "coursio",
        #"{resources: {course: {methods: {wipe: {risk: "destructive", parameters: {year: {type: "integer"}}}}}}}"#
      ),
    ])
    try bench.run("coursepath.members.invite(5, mail: {subject: \"Hi\"})")
    #expect(bench.last == #"POST https://acme.coursepath.com/api/v1/members/5/invite {"mail":{"subject":"Hi"}}"#)
    try bench.run("coursio.course.wipe(year: \"2015\", other: 1)")
    #expect(bench.last.hasSuffix(#"/course {"method":"wipe","data":{"year":2015,"other":1}}"#))
    #expect(bench.server.requests.last?.context.risk == .destructive)
    #expect(bench.client.catalog.resources(of: "coursio") == ["dashboard", "auth", "course"])
  }
}
