import Foundation
import JSON
import Testing

/// `--max-writes` and `--max-failures`.
@Suite(.serialized) struct RunLimitTests {
  private let folder: TemporaryFolder
  private let sandbox: SandboxProcess

  init() throws {
    folder = try TemporaryFolder()
    sandbox = try SandboxProcess()
  }

  private func run(_ options: [String], _ script: String) throws -> CommandResult {
    try script.write(to: folder.url.appending(path: "s.eduscript"), atomically: true, encoding: .utf8)
    return try edush(["run"] + options + ["s.eduscript"], in: folder.url, environment: sandbox.variables)
  }

  private func writes() throws -> Int { try sandbox.requests().count { $0["method"]?.string != "GET" } }

  @Test(
    "The write after --max-writes is refused, whatever the script catches and however many rows run",
    arguments: ["", "parallel 8"])
  func writes(parallel: String) throws {
    let script = """
      for n in range(20) \(parallel) keep going {
        do { coursepath.members.update(1, company: "C\\($n)") | empty } catch e { print "caught" }
      }
      """
    let result = try run(["--max-writes", "5"], script)
    #expect(result.status == 8, "\(result.error)")
    #expect(
      result.error.contains("coursepath.members.update would be write 6, and --max-writes allows 5"), "\(result.error)")
    #expect(!result.output.contains("caught"))
    #expect(try writes() == 5)
    // The rest is not lost.
    let resumed = try edush(["resume", "1", "--max-writes", "15"], in: folder.url, environment: sandbox.variables)
    #expect(resumed.status == 0, "\(resumed.error)")
    #expect(try writes() == 20)
  }

  @Test("Reads and logins are not writes") func reads() throws {
    let script = "coursepath.members.list | length; coursio.users.list | length"
    #expect(try run(["--max-writes", "0"], script).status == 0)
    #expect(try run(["--max-writes", "0"], "coursepath.members.update(1, company: \"C\")").status == 8)
  }

  @Test("--max-failures ends the run with 7 after that many failed rows", arguments: ["", "parallel 4", "retry 1"])
  func failures(options: String) throws {
    let script = """
      for n in range(100) \(options) { assert $n % 2 == 0, "odd" }
      print "after"
      """
    let result = try run(["--keep-going", "--max-failures", "3"], script)
    #expect(result.status == 7, "\(result.error)")
    #expect(result.error.contains("ended after 3 failed rows, as --max-failures requires"), "\(result.error)")
    #expect(result.output.isEmpty)
    let failed = result.error.ranges(of: "assertion failed: odd").count
    #expect(options.contains("parallel") ? failed >= 3 && failed < 20 : failed == 3, "\(result.error)")
    #expect(result.error.contains("go on with: edush resume 1"), "\(result.error)")
  }

  @Test("Below the limit all rows run") func below() throws {
    let result = try run(
      ["--keep-going", "--max-failures", "3"], "for n in range(4) { assert $n > 1 }; print \"after\"")
    #expect(result.status == 7 && result.output == "after\n", "\(result.error)")
  }

  @Test("An invalid number is refused", arguments: [["--max-writes", "-1"], ["--max-failures", "0"]])
  func numbers(options: [String]) throws {
    #expect(try run(options, "print 1").status == 2)
  }
}
