import Foundation
import Testing

/// Scripts much larger, longer or deeper than anyone writes end soon and use little memory.
struct LargeScriptTests {
  /// CPU seconds that one may take, with the debug build on a busy machine.
  private static let limit = 15
  /// Kilobytes of memory; one of these scripts once used 9.9 GB.
  private static let memory = 1_000_000

  @Test(
    "Scripts with many brackets, warnings or errors end soon",
    arguments: [
      ("run", nested("(", ")"), 2), ("run", nested("[", "]"), 2), ("run", nested(#"{"a":"#, "}"), 2),
      ("run", lines(800) { "let x\($0) = 1" }, 0), ("check", lines(800) { "let x\($0) = 1" }, 0),
      ("check", repeated("def f: ", 10_000) + "1", 2), ("check", repeated("for x in 1 { ", 10_000), 2),
      ("check", repeated("for x in 1 {\n", 10_000), 2), ("check", lines(1000) { "import \"no\($0)\" as m\($0);" }, 2),
      ("check", "\"" + repeated("x", 4_000_000) + "\" | nosuch", 2),
      ("run", repeated("1 + ", 100_000) + "nosuch", 2),
    ])
  func endsSoon(command: String, script: String, status: Int32) throws {
    let folder = try TemporaryFolder()
    try Data(script.utf8).write(to: folder.url.appending(path: "s.eduscript"))
    let program = """
      import os, resource, sys
      process = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
      status = os.waitpid(process, 0)[1]
      print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=open("memory", "w"))
      sys.exit(os.waitstatus_to_exitcode(status) % 256)
      """
    try Data(program.utf8).write(to: folder.url.appending(path: "measure.py"))
    let result = try runShell(
      "ulimit -t \(Self.limit); python3 measure.py edush \(command) s.eduscript", in: folder.url, seconds: 120)
    #expect(result.status == status, "\(result.error.prefix(500))\(result.output.prefix(500))")
    let memory = try String(contentsOf: folder.url.appending(path: "memory"), encoding: .utf8)
    #expect(Int(memory.trimmingCharacters(in: .whitespacesAndNewlines)) ?? .max < Self.memory)
  }

  private static func nested(_ open: String, _ close: String) -> String {
    repeated(open, 100_000) + "1" + repeated(close, 100_000)
  }

  private static func lines(_ count: Int, _ line: (Int) -> String) -> String {
    (0..<count).map(line).joined(separator: "\n")
  }

  private static func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
}
