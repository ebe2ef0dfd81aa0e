import Foundation
import JSON
import Testing

/// `--record` against a sandbox or a server, then `--replay` without either.
struct CassetteTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Records a run, replays it without credentials, and expects the same output and status; returns the recording's result.
  @discardableResult
  private func recordAndReplay(
    _ script: String, with options: String = "--sandbox --yes", environment: [String: String] = [:]
  ) throws -> CommandResult {
    let recorded = try runShell(
      "edush run \(options) --record c \(script)", in: folder.url, environment: environment)
    let replayed = try runShell("edush run --replay c \(script)", in: folder.url)
    #expect(replayed.output == recorded.output, "\(script)\n\(replayed.error)")
    #expect(replayed.status == recorded.status, "\(script)\n\(recorded.error)\n\(replayed.error)")
    #expect(!replayed.error.contains("never made"), "\(replayed.error)")
    return recorded
  }

  private func write(_ text: String, _ name: String = "x.eduscript") throws {
    try text.write(to: folder.url.appending(path: name), atomically: true, encoding: .utf8)
  }

  private func recordedText() throws -> String {
    try String(contentsOf: folder.url.appending(path: "c"), encoding: .utf8)
  }

  @Test(
    "An example prints the same from its recording, without network or credentials",
    arguments: [
      "answer-requests", "cancel-lessons", "enrol-learners", "export-results", "move-questions", "sync-coursio-users",
      "tour",
    ])
  func examplesReplay(name: String) throws {
    let examples = BuiltProgram.checkout.appending(path: "docs/examples")
    for file in try FileManager.default.contentsOfDirectory(atPath: examples.path()) {
      try FileManager.default.copyItem(at: examples.appending(path: file), to: folder.url.appending(path: file))
    }
    let result = try recordAndReplay("\(name).eduscript")
    #expect(result.status == 0 && !result.output.isEmpty, "\(result.error)")
  }

  @Test("Parallel rows replay their own responses, times and random numbers")
  func parallelRowsReplay() throws {
    try write(
      """
      param at = now
      print $at
      for n in range(24) parallel 8 {
        let pad = coderpad.pads.create(title: "all the same", language: "ruby")
        print "\\($n) \\($pad.id) \\(now) \\(uuid) \\(now)"
        do { coderpad.pads.get("NONE") } catch e { print "\\($e.kind) \\($e.status) \\($e.message)" }
      }
      print uuid
      """)
    let result = try recordAndReplay("x.eduscript")
    #expect(result.status == 0 && result.output.split(separator: "\n").count == 50, "\(result.error)")
  }

  @Test("Pages, a failed row, a login and the status are replayed")
  func failuresReplay() throws {
    try write(
      """
      login coursio token: "a-token-of-its-own"
      print [limit(120; each(codementor.sessions.list)) | .id]
      do { print coursio.dashboard.read } catch e { print "\\($e.kind) \\($e.status)" }
      for n in range(3) parallel 3 keep going { coderpad.pads.get("NONE\\($n)") }
      """)
    let result = try recordAndReplay("x.eduscript")
    #expect(result.status == 7 && result.output.contains("auth 401"), "\(result.output) \(result.error)")
  }

  @Test("A cut connection and a server error are replayed")
  func cutConnectionsReplay() throws {
    let server = try LocalServer { request in
      if request.contains("/cut") { return [] }
      if request.contains("/broken") { return Array("HTTP/1.1 500 Oops\r\nContent-Length: 9\r\n\r\nno".utf8) }
      return Array("HTTP/1.1 503 Later\r\nRetry-After: 1\r\nContent-Length: 2\r\n\r\nno".utf8)
    }
    try write(
      """
      for path in ("/cut", "/broken", "/later") {
        do { coderpad.request("GET", $path) } catch e { print [$e.kind, $e.status, $e.message] }
      }
      """)
    let result = try recordAndReplay("x.eduscript", with: "", environment: server.variables)
    #expect(result.output.split(separator: "\n").count == 3, "\(result.output) \(result.error)")
  }

  @Test("An unrecorded request ends the run, whatever the script catches")
  func unexpectedRequestsEndTheRun() throws {
    #expect(
      try runShell("edush --sandbox --record c -c 'coderpad.pads.list(page: 2) | empty'", in: folder.url).status == 0)
    for script in [
      "do { coderpad.pads.list(page: 3) } catch e { print \"caught\" }\nprint \"on\"",
      "for n in range(9) parallel 3 retry 2 keep going { coderpad.pads.list(page: 3) }\nprint \"on\"",
      "(try coderpad.pads.list(page: 3) catch 1), (coderpad.pads.list(page: 3)? // 2)",
    ] {
      try write(script)
      let result = try runShell("edush run --replay c x.eduscript", in: folder.url)
      #expect(result.status == 5 && result.output.isEmpty, "\(script)\n\(result.output)\(result.error)")
      #expect(result.error.contains("pads?page=3 (coderpad.pads.list) is not recorded in c"), "\(result.error)")
      #expect(result.error.contains("pads?page=2 (line 2); its query is `page=2`, not `page=3`"), "\(result.error)")
    }
  }

  @Test("A replay needs no permission and asks nothing")
  func replaysNeedNoPermission() throws {
    try write("confirm \"Delete it?\"\ncoderpad.questions.delete(coderpad.questions.list | .[0].id)\nprint \"gone\"")
    let result = try recordAndReplay("x.eduscript")
    #expect(result.output.hasSuffix("gone\n"), "\(result.error)")
  }

  @Test("A broken cassette is refused with the line of the error")
  func brokenCassettesAreRefused() throws {
    #expect(try runShell("edush --sandbox --record c -c 'coderpad.quota.get | empty'", in: folder.url).status == 0)
    try write(String(try recordedText().dropLast(20)), "c")
    let result = try runShell("edush --replay c -c 'print 1'", in: folder.url)
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.error.hasPrefix("error: c, line 2: not JSON"), "\(result.error)")
  }

  @Test("A full disk ends the recording after a whole line, and nothing more is sent")
  func fullDisksEndIt() throws {
    let server = try LocalServer { _ in LocalServer.json("{\"text\": \"\(String(repeating: "x", count: 3000))\"}") }
    try write(
      "for n in range(9) { do { coderpad.request(\"GET\", \"/\\($n)\") | empty } catch e { print $e.message } }")
    let result = try runShell(
      "trap \"\" XFSZ; ulimit -f 16; edush run --no-journal --record c x.eduscript", in: folder.url,
      environment: server.variables)
    #expect(result.status == 5, "\(result.error)")
    // The script cannot catch this: the run ends.
    #expect(result.output.isEmpty && result.error.contains("could not write c"), "\(result.error)")
    #expect((1..<9).contains(server.requests))
    for line in try recordedText().split(separator: "\n") { _ = try Value.parse(String(line)) }
  }

  @Test("A killed recording consists of whole lines, and replays as far as it goes")
  func killsLeaveWholeLines() throws {
    let killer = folder.url.appending(path: "pid").path()
    let server = try LocalServer { request in
      if request.contains("/4"), let text = try? String(contentsOfFile: killer, encoding: .utf8),
        let process = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines))
      {
        kill(process, SIGKILL)
      }
      return LocalServer.json("{\"n\": 1}")
    }
    try write("for n in range(9) { coderpad.request(\"GET\", \"/\\($n)\") | empty }")
    _ = try runShell(
      "echo $$ >pid; exec edush run --record c x.eduscript", in: folder.url, environment: server.variables)
    #expect(server.requests == 5)
    #expect(try recordedText().split(separator: "\n").count == 5 && recordedText().hasSuffix("\n"))
    let result = try runShell("edush run --replay c x.eduscript", in: folder.url)
    #expect(
      result.status == 5 && result.error.contains("GET /coderpad/4 (coderpad.request) is not recorded"),
      "\(result.error)")
  }

  @Test(
    "Invalid options and files are refused before anything runs",
    arguments: [
      ("--record c --replay c", "--record cannot be used with --replay"),
      ("--record c --dry-run", "--dry-run cannot be used with --record"),
      ("--replay c --dry-run", "--dry-run cannot be used with --replay"),
      ("--record .edush/c", "is in edush's own configuration"), ("--record none/c", "the folder does not exist"),
      ("--record old", "old already exists"), ("--replay none", "cannot read none"),
      ("--replay old", "old, line 1: not JSON"),
    ])
  func impossibleOnesAreRefused(options: String, message: String) throws {
    try write("something else", "old")
    let result = try runShell("mkdir .edush; edush \(options) -c 'print 1'", in: folder.url)
    #expect(result.status == 2 && result.output.isEmpty && result.error.contains(message), "\(result.error)")
    #expect(try String(contentsOf: folder.url.appending(path: "old"), encoding: .utf8) == "something else")
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "c").path()))
  }

  @Test("A script that does not start leaves no cassette")
  func errorsLeaveNone() throws {
    #expect(try runShell("edush --record c -c '1 +'", in: folder.url).status == 2)
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "c").path()))
  }
}
