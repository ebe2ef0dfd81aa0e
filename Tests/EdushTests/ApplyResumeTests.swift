import Foundation
import Glibc
import JSON
import PseudoTerminal
import Testing

/// Applies that were interrupted or refused, and what is said about going on.
@Suite(.serialized)
struct ApplyResumeTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func run(_ sandbox: SandboxProcess, _ arguments: String...) throws -> CommandResult {
    try edush(arguments, in: folder.url, environment: sandbox.variables)
  }

  @Test func `A plan whose apply was killed is not reported as applied, and its rest is shown`() throws {
    try folder.write(
      """
      for n in 1, 2 { coursepath.members.update($n, company: "A") | empty }
      coursepath.members.create(email: "ada@example.com") | empty
      """, to: "s.eduscript")
    let sandbox = try SandboxProcess(arguments: ["--fault", "coursepath.members.create:hang#1"])
    #expect(try run(sandbox, "plan", "s.eduscript", "-o", "p.json").status == 0)
    let process = try WatchedProcess(["apply", "p.json", "--yes"], in: folder.url, environment: sandbox.variables)
    #expect(
      try process.wait { _ in
        try sandbox.requests().contains { $0["method"] == "POST" && $0["path"]?.string?.hasSuffix("/members") == true }
      }, "\(process.errors)")
    _ = process.end(by: SIGKILL)
    let again = try run(sandbox, "apply", "p.json", "--yes")
    #expect(again.status == 2 && again.error.contains("run 1 applied 2 of the 3 steps of `p.json`"), "\(again.error)")
    #expect(again.error.contains("was interrupted") && again.error.contains("`edush resume 1` goes on"))
    let resumed = try run(sandbox, "resume", "1", "--yes")
    #expect(resumed.status == 0, "\(resumed.error)")
    #expect(resumed.error.contains("plan: 1 to create;"), "\(resumed.error)")
    #expect(try run(sandbox, "apply", "p.json", "--yes").error.contains("was applied already, by run 1"))
    let done = try run(sandbox, "resume", "1", "--yes")
    #expect(done.status == 0 && done.error.contains("run 1: nothing left to do"), "\(done.error)")
  }

  @Test func `An object that is as planned already is done; one that differs is not advised to be resumed`() throws {
    try folder.write("for n in 1, 2, 3 { coursepath.members.update($n, company: \"NEW\") | empty }", to: "s.eduscript")
    let sandbox = try SandboxProcess()
    #expect(try run(sandbox, "plan", "s.eduscript", "-o", "p.json").status == 0)
    let others = """
      coursepath.members.update(1, company: "OTHER") | empty
      coursepath.members.update(2, company: "NEW") | empty
      """
    #expect(try run(sandbox, "--no-journal", "-c", others).status == 0)
    let applied = try run(sandbox, "apply", "p.json", "--yes")
    #expect(applied.status == 7 && applied.error.ranges(of: "has changed since").count == 1, "\(applied.error)")
    #expect(applied.output.contains("applied: 1 updated; 1 changed since"), "\(applied.output)")
    #expect(applied.error.contains("run 1: 1 row failed; see: edush runs show 1"), "\(applied.error)")
    #expect(!applied.error.contains("resume"), "\(applied.error)")
  }

  @Test func `The plan is shown before it is asked about, and a long one is cut`() throws {
    try folder.write(
      "for n in range(25) { coursepath.members.update($n + 1, company: \"NEW\") | empty }", to: "s.eduscript")
    let sandbox = try SandboxProcess()
    #expect(try run(sandbox, "plan", "s.eduscript", "-o", "p.json").status == 0)
    let home = folder.url.path()
    let terminal = try PseudoTerminal(
      BuiltProgram.edush, arguments: ["apply", folder.url.appending(path: "p.json").path()],
      environment: sandbox.variables.merging(
        ["HOME": home, "EDUSH_HOME": home, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"]) { $1 })
    #expect(terminal.wait(for: "Apply it to coursepath? [y/N]"), "\(terminal.rows)")
    #expect(terminal.rows.contains { $0.hasPrefix("~ coursepath.members.update 20") }, "\(terminal.rows)")
    #expect(terminal.rows.contains("… 5 more; --dry-run shows all"), "\(terminal.rows)")
    terminal.send("n", .enter)
    #expect(terminal.exitStatus() == .exited(8), "\(terminal.rows)")
  }

  @Test func `The question about a write in doubt names its row, its object and the recorded failure`() throws {
    let sandbox = try SandboxProcess(arguments: ["--fault", "coursepath.members.invite:502#1"])
    try folder.write("for n in 7 by \"member \\(.)\" { coursepath.members.invite($n) | empty }", to: "s.eduscript")
    let home = folder.url.path()
    let variables = sandbox.variables.merging(["HOME": home, "EDUSH_HOME": home, "LANG": "C.UTF-8"]) { $1 }
    let first = try edush(["run", "--allow", "outward", "s.eduscript"], in: folder.url, environment: variables)
    #expect(first.status == 5, "\(first.error)")
    let terminal = try PseudoTerminal(
      BuiltProgram.edush, arguments: ["resume", "1", "--allow", "outward"], environment: variables, columns: 120)
    #expect(terminal.wait(for: "(stop)?"), "\(terminal.rows)")
    let shown = terminal.rows.joined(separator: "\n")
    #expect(shown.contains("in row 1: \"member 7\"") && shown.contains("! coursepath.members.invite 7  "), "\(shown)")
    #expect(shown.contains("502") && !shown.contains("no response"), "\(shown)")
    terminal.send("skip", .enter)
    #expect(terminal.exitStatus() == .exited(0), "\(terminal.rows)")
  }
}
