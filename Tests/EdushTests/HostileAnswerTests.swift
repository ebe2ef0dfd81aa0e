import Foundation
import PseudoTerminal
import Testing

/// Responses that no API should send: each quickly becomes one clear error or a harmless value, and is never printed raw.
struct HostileAnswerTests {
  struct Answer: Sendable, CustomTestStringConvertible {
    var name: String
    var head: String
    var body: [UInt8]
    /// The results of the five reads: a type, or kind and status.
    var told: String

    init(_ name: String, head: String = "200 OK", type: String = "application/json", body: [UInt8], told: String) {
      self.name = name
      self.head = "HTTP/1.1 \(head)\r\nContent-Type: \(type)\r\n"
      self.body = body
      self.told = told
    }

    init(_ name: String, head: String = "200 OK", type: String = "application/json", _ body: String, told: String) {
      self.init(name, head: head, type: type, body: Array(body.utf8), told: told)
    }

    var testDescription: String { name }

    var bytes: [UInt8] {
      let length = head.contains(" 204 ") || head.contains("Content-Length") ? "" : "Content-Length: \(body.count)\r\n"
      return Array("\(head)\(length)Connection: close\r\n\r\n".utf8) + body
    }
  }

  static let page = "<!doctype html><html><body><h1>Down for maintenance</h1></body></html>"
  static let escape = "\u{1B}]0;owned\u{07}\u{1B}[2J\u{1B}[31mred"
  static let elsewhere = "302 Found\r\nLocation: http://127.0.0.2:9/elsewhere"

  static let answers = [
    Answer("a page", type: "text/html", page, told: "transport 200"),
    Answer("a page labelled as JSON", page, told: "transport 200"),
    Answer(
      "a page of 5 MB", type: "text/html", page + String(repeating: "<p>x\n", count: 1 << 20), told: "transport 200"),
    Answer("a page with 500", head: "500 Oops", type: "text/html", page, told: "transport 500"),
    Answer("a page with 404", head: "404 No", type: "text/html", page, told: "api 404"),
    Answer("a page with 401", head: "401 No", type: "text/html", page, told: "auth 401"),
    Answer(
      "an error of 5 MB", head: "400 No", "{\"message\":\"\(String(repeating: "ab ", count: 5 << 19))\"}",
      told: "api 400"),
    Answer("a truncated document", #"{"status":"OK","data":[{"id":"#, told: "transport 200"),
    Answer("two documents", "{} {}", told: "transport 200"),
    Answer("NUL bytes", "\0\0{}\0", told: "transport 200"),
    Answer("raw control characters", "{\"data\":\"\(escape)\"}", told: "transport 200"),
    Answer("UTF-16 without a byte-order mark", body: [0x7B, 0, 0x7D, 0], told: "transport 200"),
    Answer("20,000 brackets", String(repeating: "[", count: 20_000), told: "transport 200"),
    Answer(
      "20,000 arrays", String(repeating: "[", count: 20_000) + String(repeating: "]", count: 20_000),
      told: "transport 200"),
    Answer("a number", "42", told: "transport"), Answer("a string", "\"OK\"", told: "transport"),
    Answer("an empty body", "", told: "array"), Answer("whitespace", " \r\n\t ", told: "array"),
    Answer("null", "null", told: "array"), Answer("204", head: "204 No Content", "", told: "array"),
    Answer("no status", head: "abc", "{}", told: "transport null"),
    Answer("status 999", head: "999 Odd", "{}", told: "transport 999"),
    Answer(
      "headers of 400 KB",
      head: "200 OK\r\n" + String(repeating: "X-A: \(String(repeating: "a", count: 8000))\r\n", count: 50)
        + "X-B: b", "{}", told: "transport null"),
    Answer("a redirect to another origin", head: elsewhere, "", told: "transport null"),
    Answer("a redirect to a file", head: "302 Found\r\nLocation: file:///etc/passwd", "", told: "transport"),
    Answer("a redirect to nowhere", head: "302 Found", "", told: "transport 302"),
    Answer("invalid compression", head: "200 OK\r\nContent-Encoding: gzip", "plain", told: "transport null"),
    Answer("a body that is too short", head: "200 OK\r\nContent-Length: 99999", "{}", told: "transport null"),
  ]

  @Test("An invalid response is reported in the same way by each provider", arguments: answers)
  func isTold(answer: Answer) throws {
    let server = try LocalServer(answering: answer.bytes)
    let folder = try TemporaryFolder()
    // One process per provider would show no more, and take five times as long.
    let text = FaultTests.reads.map {
      "do { print (\($0) | type) } catch e { print \"\\($e.kind) \\($e.status)\" }"
    }.joined(separator: "\n")
    let result = try edush(["-c", text], in: folder.url, environment: server.variables, seconds: 50)
    let lines = result.output.split(separator: "\n")
    #expect(result.status == 0, "\(result.error.prefix(2000))")
    #expect(lines.count == 5, "\(lines)")
    for (line, call) in zip(lines, FaultTests.reads) where !isPassedOn(answer, by: call) {
      #expect(line.hasPrefix(answer.told), "\(call)")
    }
    #expect(server.requests > 0)
  }

  /// Where no document describes a response, it is output unchanged.
  private func isPassedOn(_ answer: Answer, by call: String) -> Bool {
    answer.told == "array" && call.hasPrefix("coursio")
  }

  @Test(
    "An answer that is none ends the program with one short error", arguments: answers.filter { $0.told != "array" })
  func isShown(answer: Answer) throws {
    let server = try LocalServer(answering: answer.bytes)
    let folder = try TemporaryFolder()
    let result = try edush(["-c", "coderpad.pads.list"], in: folder.url, environment: server.variables, seconds: 50)
    let statuses: [Substring: Int32] = ["transport": 5, "api": 4, "auth": 3]
    #expect(result.status == statuses[answer.told.prefix { $0 != " " }], "\(result.error.prefix(2000))")
    #expect(result.output.isEmpty)
    #expect(result.error.hasPrefix("error: ") && result.error.contains("--> -c:1:1"), "\(result.error.prefix(2000))")
    #expect(result.error.contains("exchange @1"), "\(result.error.prefix(2000))")
    #expect(result.error.utf8.count < 3000)
    #expect(result.error.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
    #expect(!result.error.contains("secret-key"))
  }

  @Test("5 MB of JSON are output completely")
  func passesLargeLists() throws {
    let pads = Array(repeating: #"{"id":"DM32JWG2","title":"Interview","language":"ruby"}"#, count: 90_000)
    let answer = Answer("large", "{\"status\":\"OK\",\"pads\":[\(pads.joined(separator: ","))]}", told: "")
    let server = try LocalServer(answering: answer.bytes)
    let folder = try TemporaryFolder()
    let result = try edush(["-c", "coderpad.pads.list | length"], in: folder.url, environment: server.variables)
    #expect(result.output == "90000\n", "\(result.error)")
  }

  @Test("Invalid UTF-8 ends the call, and is not replaced")
  func replacesNothing() throws {
    let body = Array(#"{"status":"OK","pads":[{"id":""#.utf8) + [0xFF, 0xC3] + Array(#""}]}"#.utf8)
    let server = try LocalServer(answering: Answer("bytes", body: body, told: "").bytes)
    let folder = try TemporaryFolder()
    let result = try edush(["-c", "coderpad.pads.list"], in: folder.url, environment: server.variables)
    #expect(result.status == 5, "\(result.error)")
    #expect(result.output == "")
    #expect(result.error.contains("byte 0xFF is not valid UTF-8"), "\(result.error)")
  }

  static let words = #"\u001b]0;owned\u0007\u001b[2J\u001b[31mred\u009b31m\u202edlrow\u0000\u007f\r\b"#

  @Test(
    "Control characters in a response are shown, not obeyed, in every format",
    arguments: [
      "auto", "json", "ndjson", "raw", "table", "vertical", "csv", "tsv", "yaml", "markdown",
    ])
  func showsControlCharacters(format: String) throws {
    let body = #"{"status":"OK","pads":[{"id":"1","title":"\#(Self.words)"},{"id":"2","\#(Self.words)":"b"}]}"#
    try expectHarmless("200 OK", body, ["--output", format, "-c", "coderpad.pads.list"], status: 0)
  }

  @Test("Control characters in an error are shown, not obeyed")
  func showsControlCharactersOfErrors() throws {
    let body = #"{"status":"ERROR","message":"\#(Self.words)","errors":{"\#(Self.words)":"\#(Self.words)"}}"#
    try expectHarmless("400 Bad", body, ["-c", "coderpad.pads.list"], status: 4)
    try expectHarmless("400 Bad", body, ["-v", "-c", "coderpad.pads.list"], status: 4)
  }

  @Test("Control characters in headers are shown, not obeyed")
  func showsControlCharactersOfHeaders() throws {
    let head = "200 OK\r\nX-Odd: \(Self.escape)"
    let text = "coderpad.pads.list; @last.response.headers[\"x-odd\"]; print @last.response.headers[\"x-odd\"]"
    try expectHarmless(head, #"{"status":"OK","pads":["\u001b[31m"]}"#, ["-v", "-c", text], status: 0)
  }

  private func expectHarmless(_ head: String, _ body: String, _ arguments: [String], status: Int32) throws {
    let server = try LocalServer(answering: Answer("words", head: head, body, told: "").bytes)
    let folder = try TemporaryFolder()
    let terminal = try PseudoTerminal(
      BuiltProgram.edush, arguments: ["--no-color"] + arguments,
      environment: server.variables.merging([
        "HOME": folder.url.path(), "EDUSH_HOME": folder.url.path(), "LANG": "C.UTF-8", "PAGER": "cat",
      ]) { $1 }, rows: 60, columns: 240)
    #expect(terminal.exitStatus() == .exited(status), "\(terminal.rows)")
    let screen = terminal.snapshot
    #expect(screen.bells == 0)
    let text = screen.text.joined(separator: "\n")
    #expect(text.contains("\\u001b"), "\(text)")
    for scalar in text.unicodeScalars {
      let isHarmless = scalar == "\n" || scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value)
      #expect(isHarmless && scalar.value != 0x202E, "\(scalar.value)")
    }
  }
}
