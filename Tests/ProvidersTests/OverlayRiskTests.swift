import HTTP
import JSON
import Query
import Testing

/// A user manifest cannot lower the risk class of a request that edush's own manifest classifies.
@Suite struct OverlayRiskTests {
  private static let writers = [
    // Refused when the manifest is read, since another method sends the same request.
    ##"peek: {verb: "PUT", path: "/api/pads/{id}/", risk: "read", parameters: {id: {in: "path"}}}"##,
    ##"peek: {verb: "PUT", path: "/api/{kind}/{id}", risk: "read", parameters: {kind: {in: "path"}, id: {in: "path"}}}"##,
    ##"peek: {verb: "PUT", path: "/api/pads/AB", risk: "read", fixed: {deleted: true}}"##,
    // A read in edush's own manifest cannot become a write elsewhere.
    ##"list: {verb: "POST", path: "/api/elsewhere", risk: "read"}"##,
  ]

  private static func bench(_ methods: String, base: String = "") -> Bench {
    Bench(
      FakeServer(json: "{}"), policy: Policy(readOnly: .readOnly),
      manifests: [("coderpad", "{\(base)resources: {pads: {methods: {\(methods)}}}}")])
  }

  @Test(arguments: writers) func `A lower class is refused when the manifest is read`(method: String) {
    let bench = Self.bench(method)
    let name = method.hasPrefix("list") ? "list" : "peek"
    let failure = bench.failure("coderpad", "pads", name)
    #expect(failure?.kind == .usage)
    #expect(failure?.message.contains("edush's own manifest") == true)
    #expect(bench.server.requests.isEmpty)
  }

  @Test func `A class that depends on the values is checked when the call is made`() throws {
    let request = #"verb: "PUT", path: "/pads/{id}", parameters: {id: {in: "path"}}, fixed: {deleted: true}"#
    let bench = Self.bench("remove: {risk: \"read\", \(request)}", base: #"base: "https://app.coderpad.io/api", "#)
    #expect(bench.failure("coderpad", "pads", "remove", [("id", "AB")])?.kind == .policy)
    #expect(bench.server.requests.isEmpty)
  }

  @Test func `Unknown methods keep the user's class`() throws {
    let bench = Self.bench(#"search: {verb: "POST", path: "/api/search", risk: "read"}"#)
    try bench.run("coderpad.pads.search")
    #expect(bench.server.requests.last?.context.risk == .read)
    let coursio = Bench(
      FakeServer(json: #"{"data": []}"#), policy: Policy(readOnly: .readOnly),
      manifests: [("coursio", #"{resources: {user: {methods: {frobnicate: {risk: "read"}}}}}"#)])
    try coursio.run("coursio.user.frobnicate")
    #expect(coursio.server.requests.last?.context.risk == .read)
  }

  @Test func `A method of the same name in another resource keeps the user's class`() throws {
    let bench = Bench(
      FakeServer(json: #"{"data": []}"#),
      manifests: [("coursio", #"{resources: {auth: {methods: {me: {risk: "read"}}}}}"#)])
    try bench.run("coursio.auth.me")
    #expect(bench.server.requests.last?.context.risk == .read)
  }

  @Test(arguments: [#"deleteAll: {risk: "read"}"#, #"peek: {risk: "read", fixed: {method: "delete"}}"#])
  func `A method with a destructive name is never a read`(method: String) {
    let bench = Bench(
      policy: Policy(readOnly: .readOnly), manifests: [("coursio", "{resources: {user: {methods: {\(method)}}}}")])
    let name = method.hasPrefix("peek") ? "peek" : "deleteAll"
    #expect(bench.failure("coursio", "user", name)?.kind == .usage)
    #expect(bench.server.requests.isEmpty)
  }

  @Test func `A header for every request must not override the verb`() {
    let bench = Self.bench("", base: #"headers: {"X-HTTP-Method-Override": "DELETE"}, "#)
    #expect(bench.failure("coderpad", "pads", "list")?.kind == .usage)
    #expect(bench.server.requests.isEmpty)
  }
}
