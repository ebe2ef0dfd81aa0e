import Foundation
import Testing

/// The cost of checking and running scripts, relative to each other: seconds differ between machines.
@Suite(.serialized)
struct ScriptCostTests {
  /// Slow to compile and trivial to run.
  private static let heavy =
    "if false then [\(many(60, "{a: .b, c: [.d, \"e\"], f: (.g | map(.h + 1))}", ", "))] else empty end"

  @Test("A run parses and compiles a script only once, during its check")
  func compilesOnce() throws {
    let script = Self.many(60, Self.heavy, "\n")
    let check = try Self.seconds(of: "check", script)
    let run = try Self.seconds(of: "run", script)
    #expect(run < 1.4 * check, "check \(check) s, run \(run) s")
  }

  @Test("The threads of a parallel loop share its compiled body")
  func sharesTheBody() throws {
    let body = Self.many(10, Self.heavy, "\n")
    let one = try Self.seconds(of: "run", "for n in range(16) {\n\(body)\n}")
    let many = try Self.seconds(of: "run", "for n in range(16) parallel 16 {\n\(body)\n}")
    #expect(many < 2 * one, "in turn \(one) s, in parallel \(many) s")
  }

  @Test("Checking variables takes time proportional to their number")
  func bindsInProportion() throws {
    let few = try Self.seconds(of: "check", Self.variables(4000))
    let many = try Self.seconds(of: "check", Self.variables(32_000))
    #expect(many < 16 * few, "4,000: \(few) s, 32,000: \(many) s")
  }

  /// All are used, since a warning costs more than a variable.
  private static func variables(_ count: Int) -> String {
    (0..<count).map { "let x\($0) = 1\nprint $x\($0)" }.joined(separator: "\n")
  }

  private static func many(_ count: Int, _ text: String, _ separator: String) -> String {
    Array(repeating: text, count: count).joined(separator: separator)
  }

  /// The least CPU seconds of three tries.
  private static func seconds(of command: String, _ script: String) throws -> Double {
    let folder = try TemporaryFolder()
    try Data(script.utf8).write(to: folder.url.appending(path: "s.eduscript"))
    let program = """
      import os, resource, sys
      for _ in range(3):
          before = resource.getrusage(resource.RUSAGE_CHILDREN)
          process = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
          status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
          if status:
              sys.exit(status)
          after = resource.getrusage(resource.RUSAGE_CHILDREN)
          print(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, file=sys.stderr)
      """
    try Data(program.utf8).write(to: folder.url.appending(path: "measure.py"))
    let result = try runShell(
      "python3 measure.py edush \(command) s.eduscript >/dev/null", in: folder.url, seconds: 120)
    #expect(result.status == 0, "\(result.error.prefix(500))")
    let least = result.error.split(separator: "\n").compactMap { Double($0) }.min()
    return try #require(least)
  }
}
