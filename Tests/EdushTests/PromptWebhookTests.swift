import Foundation
import PseudoTerminal
import Testing

/// Webhooks that arrive at an open prompt.
@Suite(.serialized)
struct PromptWebhookTests {
  let bench: PromptBench

  init() throws {
    bench = try PromptBench()
  }

  private func listen(_ terminal: PseudoTerminal, _ words: String = "") throws -> Int {
    terminal.send(Keys("webhook listen\(words) --port 0"), .enter)
    #expect(terminal.wait(for: "listening on http://127.0.0.1:"), "\(terminal.rows)")
    try #require(bench.isReady(terminal))
    let text = terminal.rows.joined(separator: " ")
    return Int(text.firstMatch(of: /listening on http:\/\/127\.0\.0\.1:(\d+)/)?.1 ?? "") ?? 0
  }

  private func post(_ body: String, port: Int) throws -> String {
    let head = "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
    return try LocalSocket.answer(to: Array((head + body).utf8), port: port)
  }

  @Test("However long an event's name is, it takes one line")
  func cutsNames() throws {
    let terminal = try bench.open([])
    let port = try listen(terminal, " coursepath")
    let name = String(repeating: "N", count: 400)
    #expect(try post("courseId=1&memberId=2&event=\(name)", port: port).contains("200 OK"))
    #expect(terminal.wait { $0.contains { $0.hasPrefix("$events[0] NNNN") } }, "\(terminal.rows)")
    let shown = terminal.rows.joined().filter { $0 == "N" }.count
    #expect(shown < 100 && terminal.rows.joined().contains("N… ("), "\(terminal.rows)")
  }

  @Test("An event is shown above the line being typed, which continues, and is in $events")
  func showsAboveTheLine() throws {
    let terminal = try bench.open([])
    let port = try listen(terminal, " coursepath")
    terminal.send("1 + ")
    #expect(terminal.wait { $0.last == "edush> 1 +" }, "\(terminal.rows)")
    #expect(try post("courseId=12&memberId=5&event=COURSEMEMBER_COMPLETED", port: port).contains("200 OK"))
    #expect(
      terminal.wait { rows in
        rows.contains { $0.hasPrefix("$events[0] COURSEMEMBER_COMPLETED (unsigned) {\"courseId\":\"12\"") }
          && rows.last { !$0.isEmpty } == "edush> 1 +"
      }, "\(terminal.rows)")
    terminal.send("41", .enter)
    #expect(terminal.wait { $0.contains("42") }, "\(terminal.rows)")
    terminal.send("$events | map(.data.memberId)", .enter)
    #expect(terminal.wait { $0.contains { $0.contains("\"5\"") } }, "\(terminal.rows)")
    #expect(try post("event=%", port: port).contains("400 Bad Request"))
    #expect(terminal.wait(for: "refused with 400: the body is not a form"), "\(terminal.rows)")
    terminal.send("webhook", .enter)
    #expect(terminal.wait(for: "1 event is in $events"), "\(terminal.rows)")
    terminal.send("webhook stop", .enter)
    #expect(terminal.wait(for: "not listening; 1 event is in $events"), "\(terminal.rows)")
    #expect(throws: LocalSocket.Failure.self) { _ = try post("event=x", port: port) }
  }

  @Test("In the sandbox confirming a session sends its event at once")
  func receivesTheSandboxes() throws {
    let terminal = try bench.open(["--sandbox", "--yes"])
    _ = try listen(terminal)
    terminal.send("codementor.scheduled_sessions.confirm(\"abc123\")", .enter)
    #expect(terminal.wait(for: "$events[0] scheduled_session.confirmed {\"id\":\"abc123\""), "\(terminal.rows)")
    #expect(bench.isReady(terminal))
    terminal.send("$events[-1] | .signature, .data.mentee.name", .enter)
    #expect(terminal.wait { $0.contains("\"valid\"") && $0.contains("\"mentee-name\"") }, "\(terminal.rows)")
    #expect(!terminal.rows.joined().contains("sandbox-webhook-"))
    terminal.send("webhook listen", .enter)
    #expect(terminal.wait(for: "`webhook stop` ends that"), "\(terminal.rows)")
    #expect(bench.isReady(terminal))
    terminal.send(.control("d"))
    #expect(terminal.exitStatus() == .exited(0))
  }

  @Test("In the sandbox an enrolment also sends its event at once")
  func receivesCoursepaths() throws {
    let terminal = try bench.open(["--sandbox", "--yes"])
    _ = try listen(terminal, " coursepath")
    terminal.send("coursepath.courses.create_member(2, email: \"ada@example.com\") | .email", .enter)
    #expect(
      terminal.wait(for: "$events[0] COURSEMEMBER_CREATED (unsigned) {\"courseId\":\"2\""), "\(terminal.rows)")
    #expect(bench.isReady(terminal))
    terminal.send(.control("d"))
    #expect(terminal.exitStatus() == .exited(0))
  }

  @Test("Many concurrent events become a few notices, and all are kept")
  func gathersNotices() throws {
    let terminal = try bench.open([])
    let port = try listen(terminal, " coursepath")
    // All of them over one connection, so that none waits for the next.
    let posts = (0..<100).map { number in
      let body = "event=X&n=\(number)"
      let last = number == 99 ? "Connection: close\r\n" : ""
      return "POST / HTTP/1.1\r\nHost: x\r\n\(last)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
    let answer = try LocalSocket.answer(to: Array(posts.joined().utf8), port: port)
    #expect(answer.ranges(of: "200 OK").count == 100)
    #expect(
      terminal.wait { $0.contains { $0.hasPrefix("and ") && $0.hasSuffix(" more in $events") } }, "\(terminal.rows)")
    // The prompt receives events as they arrive, so a statement may run between two of them.
    var asks = 0
    repeat {
      asks += 1
      terminal.send(Keys("$events | \"\(asks): \\(length), \\(.[99].data.n)\""), .enter)
      #expect(terminal.wait { $0.contains { $0.hasPrefix("\"\(asks): ") } }, "\(terminal.rows)")
    } while asks < 20 && !terminal.wait(timeout: 0.2) { $0.contains("\"\(asks): 100, 99\"") }
    #expect(asks < 20, "\(terminal.rows)")
  }

  static let completions: [(typed: String, becomes: String)] = [
    ("webh", "edush> webhook"), ("webhook li", "edush> webhook listen"),
    ("webhook listen coursep", "edush> webhook listen coursepath"),
    ("webhook listen coursepath --sa", "edush> webhook listen coursepath --save"),
    ("webhook listen --save ev", "edush> webhook listen --save events.ndjson"),
    ("$even", "edush> $events"),
  ]

  @Test("Tab completes the arguments of `webhook`, and $events")
  func completes() throws {
    try "".write(to: bench.folder.url.appending(path: "events.ndjson"), atomically: true, encoding: .utf8)
    let terminal = try bench.open([], folder: bench.folder.url.path())
    _ = try listen(terminal, " coursepath")
    for (typed, becomes) in Self.completions {
      terminal.send(Keys(typed), .tab)
      #expect(terminal.wait { $0.contains { $0.hasPrefix(becomes) } }, "\(typed)\n\(terminal.rows)")
      terminal.send(.control("c"))
      #expect(bench.isReady(terminal))
    }
  }
}
