import Foundation
import JSON
import Testing

/// What a resumed run, and one over failed rows, reports: rows that are gone or changed, another script, nothing left.
@Suite(.serialized)
struct ResumeReportTests {
  private let folder: TemporaryFolder
  private let sandbox: SandboxProcess

  init() throws {
    folder = try TemporaryFolder()
    sandbox = try SandboxProcess()
  }

  private func run(_ arguments: String...) throws -> CommandResult {
    try edush(arguments, in: folder.url, environment: sandbox.variables)
  }

  private func state(of run: Int) throws -> Value? {
    try Value.parse(try self.run("runs", "show", "\(run)").output)["state"]
  }

  private static let failing = """
    for row in read_csv("rows.csv") by .key keep going { if $row.note == "bad" { error("no") }; print $row.key }
    """

  @Test func `A run over failed rows names those that the source no longer has`() throws {
    try folder.write("key,note\na,\nb,bad\nc,bad\n", to: "rows.csv")
    try folder.write(Self.failing, to: "s.eduscript")
    #expect(try run("run", "s.eduscript").status == 7)
    try folder.write("key,note\na,\nc,\n", to: "rows.csv")
    let again = try run("run", "--only-failed", "1", "s.eduscript")
    #expect(again.status == 7 && again.output == "c\n", "\(again.error)")
    #expect(again.error.contains("run 2: no longer in the source: b; nothing else is left"), "\(again.error)")
    #expect(try state(of: 2) == "failed")
    try folder.write("key,note\na,\n", to: "rows.csv")
    let none = try run("run", "--only-failed", "1", "s.eduscript")
    #expect(none.status == 7 && none.error.contains("run 1: no longer in the source: b, c"), "\(none.error)")
    try folder.write("key,note\nb,\nc,\n", to: "rows.csv")
    #expect(try run("run", "--only-failed", "1", "s.eduscript").status == 0)
  }

  @Test func `Of a run whose open rows are gone, the line does not advise what cannot help`() throws {
    try folder.write("key,note\na,\nb,bad\n", to: "rows.csv")
    try folder.write(Self.failing, to: "s.eduscript")
    #expect(try run("run", "s.eduscript").status == 7)
    try folder.write("key,note\na,\n", to: "rows.csv")
    let resumed = try run("resume", "1")
    #expect(resumed.status == 7 && !resumed.error.contains("go on with"), "\(resumed.error)")
    #expect(resumed.error.contains("nothing else is left; once the source has that row again: edush resume 1"))
    try folder.write("key,note\nb,\n", to: "rows.csv")
    let back = try run("resume", "1")
    // A row that is done need not be there.
    #expect(back.status == 0 && back.output == "b\n", "\(back.error)")
    #expect(back.error.contains("run 1: no longer in the source: a") && !back.error.contains("edush resume"))
  }

  @Test func `A completed row that was edited is named, and not run again`() throws {
    try folder.write("key,note\na,one\nb,bad\n", to: "rows.csv")
    try folder.write(Self.failing, to: "s.eduscript")
    #expect(try run("run", "s.eduscript").status == 7)
    try folder.write("key,note\na,two\nb,good\n", to: "rows.csv")
    let resumed = try run("resume", "1")
    #expect(resumed.status == 0 && resumed.output == "b\n", "\(resumed.error)")
    #expect(resumed.error.contains("1 row changed in the file after being done, and not run again: a"))
  }

  @Test func `A script that was edited is named, and the recorded one goes on`() throws {
    try folder.write("for n in 1 keep going { print \"old\"; error(\"no\") }", to: "s.eduscript")
    #expect(try run("run", "s.eduscript").status == 7)
    #expect(try !run("resume", "1").error.contains("has changed"))
    try folder.write("for n in 1 keep going { print \"new\" }", to: "s.eduscript")
    let resumed = try run("resume", "1")
    #expect(resumed.output == "old\n")
    #expect(resumed.error.contains("s.eduscript has changed since the run began"), "\(resumed.error)")
    #expect(resumed.error.contains("`edush resume 1 s.eduscript` uses the new one"))
    let new = try run("resume", "1", "s.eduscript")
    #expect(new.output == "new\n" && !new.error.contains("has changed"), "\(new.error)")
  }

  @Test func `A resume that does nothing leaves the run as it was`() throws {
    try folder.write(
      "param word: string\nfor n in 1, 2 { coursepath.members.invite($n) | empty }", to: "s.eduscript")
    #expect(try run("run", "--allow", "outward", "s.eduscript", "--word", "x").status == 0)
    let resumed = try run("resume", "1")
    #expect(resumed.status == 0 && resumed.error.contains("run 1: nothing left to do"), "\(resumed.error)")
    #expect(try state(of: 1) == "done")
    #expect(try run("resume", "1", "--nonsense").status == 2)
    #expect(try state(of: 1) == "done")
    // A read before the rows fails.
    try folder.write("coursepath.members.get(1).name; error(\"first\")", to: "other.eduscript")
    #expect(try run("resume", "1", "other.eduscript").status != 0)
    #expect(try state(of: 1) == "done")
    #expect(try run("runs", "verify").status == 0)
  }

  @Test func `A failed run that is refused stays failed, and can still be resumed`() throws {
    let script = "for n in 1, 2 keep going { coursepath.members.invite($n) | empty }"
    try folder.write(script, to: "s.eduscript")
    let faulty = try SandboxProcess(arguments: ["--fault", "coursepath.members.invite:400#1"])
    func run(_ arguments: String...) throws -> CommandResult {
      try edush(arguments, in: folder.url, environment: faulty.variables)
    }
    #expect(try run("run", "--allow", "outward", "s.eduscript").status == 7)
    #expect(try run("resume", "1").status == 8)
    #expect(try Value.parse(try run("runs", "show", "1").output)["exit_code"] == 7)
    #expect(try run("resume", "1", "--allow", "outward").status == 0)
  }

  @Test func `Rows in doubt are not counted as failed`() throws {
    let faulty = try SandboxProcess(
      arguments: ["--fault", "coursepath.members.create:truncated#1", "--fault", "coursepath.members.update:400#1"])
    let script = """
      for n in 1, 2, 3 keep going {
        if $n == 2 { coursepath.members.update(1, company: "X") | empty }
        coursepath.members.create(email: "n\\($n)@example.com") | empty
      }
      """
    let result = try edush(["-c", script], in: folder.url, environment: faulty.variables)
    #expect(result.status == 7 && result.error.contains("warning: 1 of 3 rows failed, 1 in doubt"), "\(result.error)")
    #expect(result.error.contains("run 1: 1 row failed, 1 in doubt"), "\(result.error)")
  }
}
