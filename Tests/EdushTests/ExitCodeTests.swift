import Foundation
import Testing

/// Every status of the command line's contract, once.
struct ExitCodeTests {
  static let cases: [(status: Int32, arguments: [String])] = [
    (0, ["--sandbox", "-c", "coderpad.quota.get"]),
    (1, ["-c", "error(\"no\")"]),
    (1, ["-c", "stop 1"]),
    (2, ["--sandbox", "-c", "coderpad.pads.lst"]),
    (3, ["-c", "coderpad.quota.get"]),
    (3, ["--sandbox", "-c", "login tutrex api_key: \"wrong\"; tutrex.lessons.list"]),
    (4, ["--sandbox", "-c", "tutrex.lessons.get(987654)"]),
    (6, ["-c", "assert 1 == 2"]),
    (7, ["-c", "for x in 1, 2 keep going { assert $x == 1 }"]),
    (8, ["--sandbox", "--read-only", "-c", "coderpad.pads.create"]),
    (8, ["--sandbox", "-c", "codementor.scheduled_sessions.decline(\"abc123\")"]),
  ]

  @Test("A run ends with the status of its outcome", arguments: cases.indices)
  func ends(index: Int) throws {
    let (status, arguments) = Self.cases[index]
    let folder = try TemporaryFolder()
    let result = try edush(arguments, in: folder.url)
    #expect(result.status == status, "\(arguments) \(result.error)")
    #expect(result.error.isEmpty == (status == 0 || arguments.last == "stop 1"), "\(arguments) \(result.error)")
  }

  @Test("No response is status 5, whether the connection is refused or TLS fails", arguments: ["http", "https"])
  func endsWithoutAnswer(scheme: String) throws {
    let server = try LocalServer(answering: Array("HTTP/1.1 400 Plain\r\nContent-Length: 0\r\n\r\n".utf8))
    let port = scheme == "https" ? server.port : 1
    let folder = try TemporaryFolder()
    let result = try edush(
      ["-c", "coderpad.quota.get"], in: folder.url,
      environment: ["EDUSH_CODERPAD_URL": "\(scheme)://127.0.0.1:\(port)", "EDUSH_CODERPAD_API_KEY": "secret-key"],
      seconds: 20)
    #expect(result.status == 5, "\(result.error)")
    #expect(result.error.contains(scheme == "https" ? "is not secure" : "cannot be reached"), "\(result.error)")
    #expect(result.error.contains("--> -c:1:1"), "\(result.error)")
  }

  @Test("SIGINT during a request is status 130", arguments: ["coderpad.quota.get", "each(tutrex.lessons.list)"])
  func endsInterrupted(call: String) throws {
    let sandbox = try SandboxProcess(arguments: ["--fault", "*:hang"])
    let folder = try TemporaryFolder()
    // The inner `timeout` plays the part of Ctrl-C.
    let result = try runShell(
      "timeout --preserve-status -s INT 1 edush -c '\(call)'; echo $?", in: folder.url,
      environment: sandbox.variables)
    #expect(result.output == "130\n", "\(result.error)")
  }
}
