import HTTP
import JSON
import Providers
import Query
import Testing

/// A free request has the class of its effect on the server, however it is written.
@Suite struct RequestMeaningTests {
  private typealias Case = (call: String, risk: Risk, target: String?)

  private static let cases: [Case] = [
    // By verb and path, in any case and with empty segments.
    (#"coderpad.request("GET", "/api/pads")"#, .read, nil), (#"coderpad.request("get", "/api//pads//")"#, .read, nil),
    (#"coderpad.request("HEAD", "/api/pads/AB")"#, .read, "AB"),
    (#"coderpad.request("POST", "/api/pads")"#, .write, nil),
    (#"coderpad.request("Put", "/api/pads/AB/", form: {title: "x"})"#, .write, "AB"),
    (#"coderpad.request("DELETE", "/api/questions/42")"#, .destructive, "42"),
    (#"coderpad.request("PUT", "/api/%70ads/AB", form: {deleted: true})"#, .destructive, "AB"),
    (#"coursepath.request("POST", "/members/5/invite")"#, .outward, "5"),
    (#"codementor.request("POST", "/scheduled-sessions/abc/decline")"#, .destructive, "abc"),
    (#"tutrex.request("GET", "/lessons", json: {limit: 5})"#, .read, nil),
    // By parameters in the query and the body, in any nesting and spelling of true.
    (#"coderpad.request("PUT", "/api/pads/AB", form: {deleted: true})"#, .destructive, "AB"),
    (#"coderpad.request("PUT", "/api/pads/AB", form: {deleted: "1"})"#, .destructive, "AB"),
    (#"coderpad.request("PUT", "/api/pads/AB", form: {DELETED: "on"})"#, .destructive, "AB"),
    (#"coderpad.request("PUT", "/api/pads/AB", form: {pad: {ended: "yes"}})"#, .destructive, "AB"),
    (#"coderpad.request("PUT", "/api/pads/AB", form: {"pad[deleted]": true})"#, .destructive, "AB"),
    (#"coderpad.request("PUT", "/api/pads/AB", form: {deleted: [false, true]})"#, .destructive, "AB"),
    (#"coderpad.request("PUT", "/api/pads/AB?ended=true", form: {title: "x"})"#, .destructive, "AB"),
    (#"coderpad.request("PUT", "/api/pads/AB", query: {deleted: true})"#, .destructive, "AB"),
    (#"coderpad.request("PUT", "/api/pads/AB", json: {pad: [{deleted: true}]})"#, .destructive, "AB"),
    (#"coderpad.request("PUT", "/api/pads/AB", json: {contents: ""})"#, .destructive, "AB"),
    (#"coderpad.request("PUT", "/api/pads/AB", form: {deleted: false, title: "x"})"#, .write, "AB"),
    (#"coderpad.request("PUT", "/api/pads/AB", form: {deleted: "0"})"#, .write, "AB"),
    // Everything except Rails' false values is true.
    (#"coderpad.request("PUT", "/api/pads/AB", form: {deleted: "OFF", ended: ""})"#, .write, "AB"),
    (#"coderpad.request("PUT", "/api/pads/AB", json: {deleted: null, ended: "F"})"#, .write, "AB"),
    (#"coderpad.request("PUT", "/api/pads/AB", form: {deleted: "no"})"#, .destructive, "AB"),
    (#"coderpad.request("PUT", "/api/pads/AB", form: {deleted: "n"})"#, .destructive, "AB"),
    (#"coderpad.request("PUT", "/api/pads/AB", form: {deleted: "null"})"#, .destructive, "AB"),
    (#"coderpad.request("PUT", "/api/pads/AB", json: {deleted: "False"})"#, .destructive, "AB"),
    (#"coderpad.request("PUT", "/api/pads/AB", json: {deleted: "Off"})"#, .destructive, "AB"),
    (#"coderpad.request("PUT", "/api/pads/AB", json: {deleted: " 0"})"#, .destructive, "AB"),
    // Any segment of a name counts, as does an empty container.
    (#"coderpad.request("PUT", "/api/pads/AB", form: {"contents[0]": "x"})"#, .destructive, "AB"),
    (#"coderpad.request("PUT", "/api/pads/AB", form: {"deleted[x]": "1"})"#, .destructive, "AB"),
    (#"coderpad.request("PUT", "/api/pads/AB", json: {deleted: {x: true}})"#, .destructive, "AB"),
    (#"coderpad.request("PUT", "/api/pads/AB", form: {" deleted\t": true})"#, .destructive, "AB"),
    (#"coderpad.request("PUT", "/api/pads/AB", json: {contents: []})"#, .destructive, "AB"),
    (#"coderpad.request("PUT", "/api/pads/AB", json: {contents: {}})"#, .destructive, "AB"),
    // A slash, a backslash or a `;` in a segment may end it.
    (#"coursepath.request("PUT", "/members%2F5")"#, .destructive, nil),
    (#"coderpad.request("PUT", "/api/pads%2FAB", form: {deleted: true})"#, .destructive, "pads/AB"),
    (#"tutrex.request("POST", "/lessons/5%5Cx")"#, .destructive, #"5\x"#),
    (#"coursepath.request("POST", "/members/5;a/invite")"#, .outward, "5;a"),
    (#"coursepath.request("POST", "/members/5%3Ba/invite")"#, .outward, "5;a"),
    (#"tutrex.request("POST", "/lessons/5%252Fx")"#, .destructive, "5%2Fx"),
    (#"coursepath.request("GET", "/members/5%2Fx")"#, .read, "5/x"),
    // A body is part of a read only if the method has one.
    (#"coderpad.request("GET", "/api/pads", json: {a: 1})"#, .destructive, nil),
    (#"coderpad.request("HEAD", "/api/pads/AB", form: {a: 1})"#, .destructive, "AB"),
    (#"tutrex.request("HEAD", "/lessons", json: {limit: 5})"#, .destructive, nil),
    // Several ids are not a single target.
    (#"coderpad.request("DELETE", "/api/questions/42", json: {ids: [1, 2]})"#, .destructive, nil),
    (#"coderpad.request("DELETE", "/api/questions/42", form: {"id[]": ["1", "2"]})"#, .destructive, nil),
    // An unmatched request is a read only if it is a GET or HEAD without a body.
    (#"coderpad.request("GET", "/api/other")"#, .read, "other"),
    (#"coderpad.request("GET", "/api/other", json: {a: 1})"#, .destructive, "other"),
    (#"coderpad.request("OPTIONS", "/api/pads")"#, .destructive, nil),
    (#"coderpad.request("POST", "/api/other")"#, .destructive, "other"),
    (#"coderpad.request("POST", "/api/pads/AB")"#, .destructive, "AB"),
    (#"coderpad.request("DELETE", "/")"#, .destructive, nil),
    (#"coderpad.request("DELETE", "/api/pads/")"#, .destructive, nil),
    // By the method named in the body.
    (#"coursio.request("POST", "/user", json: {method: "list"})"#, .read, nil),
    (#"coursio.request("POST", "/user", json: {method: "delete", data: {id: 1}})"#, .destructive, nil),
    (#"coursio.request("POST", "/user", json: {method: "DELETE"})"#, .destructive, nil),
    (#"coursio.request("POST", "/user", json: {Method: "sendMail"})"#, .outward, nil),
    (#"coursio.request("POST", "/user", json: {method: "list", data: {method: "delete"}})"#, .destructive, nil),
    (#"coursio.request("POST", "/user", form: {method: "delete"})"#, .destructive, nil),
    (#"coursio.request("POST", "/user", json: {a: 1})"#, .destructive, nil),
    (#"coursio.request("GET", "/user", json: {method: "list"})"#, .destructive, nil),
    (#"coursio.request("GET", "/user", query: {method: "delete"})"#, .destructive, nil),
  ]

  @Test(arguments: cases.indices) func `A request has the class of its effect`(index: Int) throws {
    let (call, risk, target) = Self.cases[index]
    let bench = Bench(FakeServer(json: #"{"status":"OK"}"#))
    try bench.run(call)
    let context = try #require(bench.server.requests.last?.context)
    #expect(context.risk == risk, "\(call)")
    #expect(context.target == target, "\(call)")
  }

  @Test(arguments: cases.indices) func `A policy that denies the class refuses the request, and nothing is sent`(
    index: Int
  )
    throws
  {
    let (call, risk, _) = Self.cases[index]
    let bench = Bench(FakeServer(json: #"{"status":"OK"}"#), policy: Policy(rules: [risk: .deny], answersYes: true))
    #expect(throws: EvaluationError.self) { try bench.run(call) }
    #expect(bench.server.requests.isEmpty)
  }

  @Test(arguments: [
    #"coderpad.request("GET", "/api/pads", headers: {"X-HTTP-Method-Override": "DELETE"})"#,
    #"coderpad.request("POST", "/api/pads", headers: {"x-http-method": "DELETE"})"#,
    #"coderpad.request("POST", "/api/pads", headers: {"X_Method_Override": "DELETE"})"#,
    #"coderpad.request("POST", "/api/pads", form: {"_method": "DELETE"})"#,
    #"coderpad.request("POST", "/api/pads", form: {"_METHOD[]": "DELETE"})"#,
    #"coderpad.request("GET", "/api/pads", query: {"_method": "DELETE"})"#,
    #"coderpad.request("GET", "/api/pads?_method=DELETE")"#, #"coderpad.request("GET", "/api/pads?%5Fmethod=DELETE")"#,
    #"coderpad.request("POST", "/api/pads", json: {"_method": "DELETE"})"#,
    #"coursepath.members.list("_method": "DELETE")"#,
    #"coursepath.members.create(email: "a@b.c", "_method": "DELETE")"#,
    // As Rack and PHP parse names.
    #"coderpad.request("GET", "/api/pads?[_method]=DELETE")"#,
    #"coderpad.request("GET", "/api/pads?%20_method=DELETE")"#,
    #"coderpad.request("GET", "/api/pads?_method%00x=DELETE")"#,
    #"coderpad.request("GET", "/api/pads?+_method=DELETE")"#,
    #"coderpad.request("POST", "/api/pads", form: {"_method]": "DELETE"})"#,
    #"coderpad.request("POST", "/api/pads", form: {".method": "DELETE"})"#,
    #"coderpad.request("POST", "/api/pads", form: {"\t_method": "DELETE"})"#,
    #"coderpad.request("POST", "/api/pads", json: {"[_method]": "DELETE"})"#,
    #"coursepath.members.list("[_method]": "DELETE")"#,
    #"coursepath.members.create(email: "a@b.c", " _method[]": "DELETE")"#,
    #"coderpad.request("GET", "/api/pads", headers: {"X.HTTP.Method.Override": "DELETE"})"#,
    // The path.
    #"coderpad.request("GET", "/api/pads", headers: {"X-Original-URL": "/x"})"#,
    #"coderpad.request("GET", "/api/pads", headers: {"x_rewrite_url": "/x"})"#,
    #"coderpad.request("GET", "/api/pads", headers: {"X-Forwarded-Path": "/x"})"#,
  ])
  func `A verb or path override is refused, and nothing is sent`(call: String) {
    expectRefusal(of: call, containing: "override")
  }

  @Test(arguments: [
    #"coderpad.request("PUT", "/api/pads/AB", json: "&deleted=true&", headers: {"Content-Type": "application/x-www-form-urlencoded"})"#,
    #"coderpad.request("PUT", "/api/pads/AB", json: {"&deleted=true&": 1}, headers: {"content-type": "application/x-www-form-urlencoded"})"#,
    #"coderpad.request("PUT", "/api/pads/AB", json: {a: 1}, headers: {"Content_Type": "text/plain"})"#,
    #"coderpad.request("PUT", "/api/pads/AB", json: {a: 1}, headers: {"Content-Type": "application/json; charset=utf-7"})"#,
    #"coderpad.request("PUT", "/api/pads/AB", json: {a: 1}, headers: {"Content-Type": "application/json, text/plain"})"#,
    #"coderpad.request("PUT", "/api/pads/AB", form: {a: 1}, headers: {"Content-Type": "application/json"})"#,
    #"coderpad.request("PUT", "/api/pads/AB", form: {a: 1}, headers: {"Content-Type": "multipart/form-data; boundary=a"})"#,
  ])
  func `A content type that does not match the body is refused, and nothing is sent`(call: String) {
    expectRefusal(of: call, containing: "does not fit the body")
  }

  private func expectRefusal(of call: String, containing text: String) {
    let bench = Bench(FakeServer(json: "{}"))
    #expect {
      try bench.run(call)
    } throws: { error in
      guard case .error(let error)? = error as? EvaluationError else { return false }
      return error.failure?.kind == .usage && error.failure?.message.contains(text) == true
    }
    #expect(bench.server.requests.isEmpty)
  }

  @Test(arguments: [
    #"json: {a: 1}, headers: {"Content-Type": "application/json"}"#,
    #"json: {a: 1}, headers: {"Content-Type": "application/vnd.api+json; charset=UTF-8"}"#,
    #"form: {a: 1}, headers: {"Content-Type": "application/x-www-form-urlencoded"}"#,
  ])
  func `The body's content type is sent`(arguments: String) throws {
    let bench = Bench(FakeServer(json: "{}"))
    try bench.run(#"coderpad.request("PUT", "/api/pads/AB", \#(arguments))"#)
    #expect(bench.server.requests.last?.headers["content-type"] != nil)
  }

  @Test func `A body that is too deep to parse may contain anything`() throws {
    let bench = Bench(FakeServer(json: "{}"))
    try bench.run(#"coderpad.request("PUT", "/api/pads/AB", json: reduce range(80) as $n ({deleted: true}; {a: .}))"#)
    #expect(bench.server.requests.last?.context.risk == .destructive)
  }

  @Test func `An unmatched request explains in one clause why it is destructive`() throws {
    let bench = Bench(FakeServer(json: "{}"))
    try bench.run(#"coderpad.request("POST", "/api/other")"#)
    #expect(
      bench.server.requests.last?.context.reason == "it matches no method of coderpad, so its effect is unknown")
    try bench.run(#"coderpad.request("DELETE", "/api/questions/42")"#)
    #expect(bench.server.requests.last?.context.reason == nil)
  }
}
