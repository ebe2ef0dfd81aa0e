import Foundation
import JSON
import PseudoTerminal
import Testing

/// Undos of runs with writes in doubt, of objects that changed since, and of writes that the run has undone itself.
@Suite(.serialized)
struct UndoTrustTests {
  private let bench: PromptBench

  init() throws {
    bench = try PromptBench()
  }

  private func run(_ sandbox: SandboxProcess, _ arguments: String...) throws -> CommandResult {
    try edush(arguments, in: bench.folder.url, environment: sandbox.variables)
  }

  private func company(_ sandbox: SandboxProcess, of member: Int) throws -> String {
    try run(sandbox, "-c", "print coursepath.members.get(\(member)).company").output
  }

  @Test func `Writes in doubt are looked up first, and listed if that is inconclusive`() throws {
    let sandbox = try SandboxProcess(
      arguments: [
        "--fault", "coursepath.members.update:truncated#1", "--fault", "coursepath.members.invite:truncated#1",
        "--fault", "coursepath.members.create:cut#1",
      ])
    let before = try company(sandbox, of: 1)
    let script = """
      for n in 1, 2 keep going { coursepath.members.update($n, company: "NEW") | empty }
      for n in 3 keep going { coursepath.members.invite($n) | empty }
      for n in 4 keep going { coursepath.members.create(email: "n@example.com") | empty }
      """
    #expect(try run(sandbox, "--allow", "outward", "-c", script).status == 7)
    let shown = try run(sandbox, "undo", "1", "--dry-run")
    #expect(shown.status == 7, "\(shown.error)")
    #expect(shown.output.contains("plan: 2 to update;"), "\(shown.output)")
    #expect(shown.error.contains("coursepath.members.invite 3: it may have been carried out"), "\(shown.error)")
    #expect(shown.error.contains("writes in doubt: 1 carried out, 1 not"), "\(shown.error)")
    let undone = try run(sandbox, "undo", "1", "--yes")
    #expect(undone.status == 7 && undone.error.contains("it may have been carried out"), "\(undone.error)")
    #expect(try company(sandbox, of: 1) == before)
  }

  @Test func `A dry undo reports the objects that have changed since`() throws {
    let sandbox = try SandboxProcess()
    let script = """
      for n in 1, 2, 3 { coursepath.members.update($n, company: "NEW") | empty }
      for n in 3 { coursepath.members.update($n, company: "NEWER") | empty }
      """
    #expect(try run(sandbox, "-c", script).status == 0)
    let other = #"coursepath.members.update(1, company: "OTHER") | empty"#
    #expect(try run(sandbox, "--no-journal", "-c", other).status == 0)
    let shown = try run(sandbox, "undo", "1", "--dry-run")
    #expect(
      shown.status == 7 && shown.output.contains("plan: 3 to update; 6 requests"), "\(shown.output)\(shown.error)")
    #expect(!shown.output.contains("coursepath.members.update 1 "))
    #expect(shown.error.contains("coursepath.members.update 1 has changed since the run wrote it"), "\(shown.error)")
    #expect(shown.error.contains("company: \"NEW\" → \"OTHER\""), "\(shown.error)")
    #expect(try company(sandbox, of: 2) == "NEW\n")
    #expect(try run(sandbox, "undo", "1", "--dry-run", "--force").status == 0)
  }

  @Test func `A write that the prompt has undone is not done again by the undo of its session`() throws {
    let sandbox = try SandboxProcess()
    let terminal = try bench.open([], environment: sandbox.variables)
    for line in [
      "coursepath.members.get(1).name; coursepath.members.get(2).name",
      "coursepath.members.update(1, company: \"ONE\") | empty",
      "coursepath.members.update(2, company: \"TWO\") | empty",
      "undo",
    ] {
      bench.type(line, into: terminal)
    }
    terminal.send(.control("d"))
    #expect(terminal.exitStatus() == .exited(0))
    #expect(try company(sandbox, of: 1) == "ONE\n")
    let shown = try run(sandbox, "undo", "1", "--dry-run")
    #expect(shown.status == 0 && shown.output.contains("plan: 1 to update"), "\(shown.output)\(shown.error)")
    #expect(shown.output.contains("coursepath.members.update 1 "), "\(shown.output)")
    #expect(try run(sandbox, "undo", "1", "--yes").status == 0)
    let again = try run(sandbox, "undo", "1", "--yes")
    #expect(again.status == 0 && again.error.contains("already undone"), "\(again.error)")
  }

  @Test func `A loop that fails at the prompt says how far it came`() throws {
    let terminal = try bench.open()
    bench.type("for n in range(4) { if $n == 2 { error(\"two\") } else { print $n } }", into: terminal)
    #expect(terminal.wait(for: "2 of 4 rows done"), "\(terminal.rows)")
  }
}
