import Foundation
import Testing

/// Without a configured base URL requests go to the documented hosts. A proxy on 127.0.0.1 that forwards nothing
/// receives whatever is really sent.
struct BaseURLTests {
  static let writes = [
    ("codementor.scheduled_sessions.confirm(\"a\")", "https://dev.codementor.io/api/scheduled-sessions/a/confirm"),
    ("coderpad.pads.create", "https://app.coderpad.io/api/pads"),
    ("tutrex.lessons.update(1)", "https://tutrex.com/api/v1/lessons/1"),
    ("coursepath.members.update(5)", "https://acme.coursepath.com/api/v1/members/5"),
    ("coursio.course.save", "https://t-api.s.coursio.com/api/course"),
  ]

  @Test("A request goes to its document's base URL", arguments: writes)
  func isDocumented(call: String, url: String) throws {
    let proxy = try LocalServer(answering: Array("HTTP/1.1 403 \r\nContent-Length: 0\r\n\r\n".utf8))
    let address = "http://127.0.0.1:\(proxy.port)"
    let folder = try TemporaryFolder()
    let variables = ExchangeBench.credentials.merging([
      "EDUSH_COURSEPATH_ACADEMY": "acme", "HTTPS_PROXY": address, "https_proxy": address,
    ]) { $1 }
    let dry = try edush(["--dry-run", "-c", call], in: folder.url, environment: variables)
    let name = call.prefix { $0 != "(" }
    let told = dry.error.wholeMatch(of: /would send (\S+): [A-Z]+ (\S+).*\n(dry run: 1 call was not sent .*)\n/)
    #expect(told.map { [$0.1, $0.2] } == [name, url[...]])
    // An update reads its object first, and does without it if that fails.
    if !name.hasSuffix("update") { #expect(proxy.requests == 0) }
    #expect(dry.status == 0)
    let result = try edush(["--yes", "-c", call], in: folder.url, environment: variables)
    #expect(result.status == 5, "\(result.error)")
    let host = try #require(URL(string: url)?.host())
    #expect(Set(proxy.texts.map { RecordedRequest($0).line }) == ["CONNECT \(host):443 HTTP/1.1"])
  }
}
