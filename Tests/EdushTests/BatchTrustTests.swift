import Foundation
import Glibc
import JSON
import Testing

/// Writes that two rows could confuse, rows that hide their failures, and other ways to misjudge what was done.
@Suite(.serialized) struct BatchTrustTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func run(_ sandbox: SandboxProcess, _ arguments: String...) throws -> CommandResult {
    try edush(arguments, in: folder.url, environment: sandbox.variables)
  }

  private func write(_ text: String, to name: String = "s.eduscript") throws {
    try text.write(to: folder.url.appending(path: name), atomically: true, encoding: .utf8)
  }

  private func show(_ run: Int) throws -> Value {
    try Value.parse(try edush(["runs", "show", String(run)], in: folder.url).output)
  }

  @Test(
    "A row whose response was lost does not claim the object that an equal row is creating",
    arguments: [["run"], ["run", "--no-journal"]])
  func equalRows(command: [String]) throws {
    try write(
      #"for n in range(12) parallel 6 retry 3 after "0.01s" { coderpad.questions.create(title: "Same", language: "ruby").id }"#
    )
    let sandbox = try SandboxProcess(
      arguments: ["--fault", "coderpad.questions.create:cut#2", "--fault", "coderpad.questions.create:truncated#2"])
    let result = try edush(command + ["s.eduscript"], in: folder.url, environment: sandbox.variables)
    #expect(result.status == 0, "\(result.error)")
    let ids = result.output.split(separator: "\n")
    #expect(Set(ids).count == 12, "\(ids)")
    let there = try run(sandbox, "-c", #"[each(coderpad.questions.list) | select(.title == "Same")] | length"#)
    #expect(there.output == "12\n")
  }

  @Test(
    "A row with failed rows in an inner loop has failed, and resumes from there",
    arguments: ["500#1", "429=0#1", "400#1"])
  func innerLoops(fault: String) throws {
    try write(
      """
      for g in "x", "y" {
        for n in range(2) keep going { coursepath.members.create(email: "\\($g)\\($n)@example.com") | empty }
      }
      """)
    let sandbox = try SandboxProcess(arguments: ["--fault", "coursepath.members.create:\(fault)"])
    #expect(try run(sandbox, "run", "s.eduscript").status == 7)
    let counts = try show(1)["counts"]
    #expect(counts?["done"] == 1 && counts?["left"] == 0, "\(counts?.json() ?? "")")
    let resumed = try run(sandbox, "resume", "1")
    #expect(resumed.status == 0, "\(resumed.error)")
    let there = try run(
      sandbox, "-c", #"[each(coursepath.members.list) | .email | select(test("^[xy][01]@example.com$"))] | length"#)
    #expect(there.output == "4\n")
  }

  @Test func `A write in doubt is not hidden by a catch`() throws {
    try write("for n in 7 keep going { do { coursepath.members.invite($n) | empty } catch e { print \"caught\" } }")
    let sandbox = try SandboxProcess(arguments: ["--fault", "coursepath.members.invite:truncated#1"])
    let first = try run(sandbox, "run", "--allow", "outward", "s.eduscript")
    #expect(first.status == 7 && first.error.contains("run 1: 1 in doubt"), "\(first.error)")
    #expect(try run(sandbox, "runs", "prune", "--older", "0s").output.isEmpty)
    #expect(try show(1)["counts"]?["in_doubt"] == 1)
  }

  @Test func `An interrupted apply does not mistake its own changes for someone else's`() throws {
    try write(
      """
      for n in 105, 106 {
        coursepath.members.update($n, company: "AR") | empty
        coursepath.members.invite($n) | empty
      }
      coursepath.members.update(107, company: "AR") | empty
      """)
    let sandbox = try SandboxProcess(arguments: ["--fault", "coursepath.members.invite:400#1"])
    #expect(try run(sandbox, "plan", "s.eduscript", "-o", "p.json").status == 0)
    #expect(try run(sandbox, "apply", "p.json", "--yes").status != 0)
    let resumed = try run(sandbox, "resume", "1", "--yes")
    #expect(resumed.status == 0, "\(resumed.error)")
    #expect(try sandbox.requests().count { $0["path"]?.string?.hasSuffix("/invite") == true } == 3)
  }

  @Test func `A truncated export is not merged`() throws {
    try write(
      "for n in range(6) by . keep going { coderpad.questions.create(title: \"MT \\($n)\", language: \"ruby\") | empty }"
    )
    let sandbox = try SandboxProcess()
    #expect(try run(sandbox, "run", "s.eduscript").status == 0)
    let lines = try edush(["runs", "export", "1"], in: folder.url).output.split(separator: "\n")
    for cut in 1...3 {
      try write(lines.dropLast(cut).map { $0 + "\n" }.joined(), to: "cut.ndjson")
      let merged = try edush(["runs", "merge", "cut.ndjson"], in: folder.url)
      #expect(merged.status != 0 && merged.error.contains("cut off"), "\(merged.error)")
    }
    try write(lines.map { $0 + "\n" }.joined(), to: "whole.ndjson")
    #expect(try edush(["runs", "merge", "whole.ndjson"], in: folder.url).status == 0)
  }

  @Test func `An enrolment created with a new member is undone`() throws {
    let sandbox = try SandboxProcess()
    #expect(
      try run(sandbox, "-c", #"coursepath.courses.create_member(1, {email: "e@example.com", name: "U"}) | empty"#)
        .status == 0)
    let undone = try run(sandbox, "undo", "1", "--yes")
    #expect(undone.status == 0, "\(undone.error)")
  }

  @Test func `Rows are reported as missing from the source only if all of it was read`() throws {
    try write(
      """
      for n in range(50) keep going {
        coursepath.members.update(101, company: "\\($n)") | empty
        if $n == 2 or $n == 40 { error("x") }
      }
      """)
    let sandbox = try SandboxProcess()
    #expect(try run(sandbox, "run", "s.eduscript").status == 7)
    let resumed = try run(sandbox, "resume", "--max-failures", "1", "1")
    #expect(resumed.status == 7 && !resumed.error.contains("no longer in the source"), "\(resumed.error)")
  }

  @Test func `A hidden secret is not drift, and a row that never began is not undone`() throws {
    try write("param pw: secret\ncoursepath.members.update(120, company: $pw) | empty")
    let sandbox = try SandboxProcess()
    #expect(try run(sandbox, "run", "s.eduscript", "--pw", "othersecret98").status == 0)
    let strange = try run(sandbox, "undo", "1", "--row", "9", "--yes")
    #expect(strange.status == 2 && strange.error.contains("began no row 9"), "\(strange.error)")
    let undone = try run(sandbox, "undo", "1", "--yes")
    #expect(undone.status == 0, "\(undone.error)")
    #expect(!undone.error.contains("othersecret98"))
    #expect(try run(sandbox, "run", "s.eduscript", "--pw", "yetanother98").status == 0)
    #expect(try run(sandbox, "undo", "3", "--yes", "--force").status == 0)
    let kept = try run(sandbox, "runs", "export", "2").output + run(sandbox, "runs", "export", "4").output
    #expect(kept.contains("\"undo\"") && !kept.contains("secret98") && !kept.contains("another98"), "\(kept)")
  }

  @Test func `A new run over rows in doubt warns that it sends them again`() throws {
    try write("for n in range(2) keep going { coderpad.questions.create(title: \"OF \\($n)\", language: \"ruby\").id }")
    let sandbox = try SandboxProcess(arguments: ["--fault", "coderpad.questions.create:truncated#1"])
    #expect(try run(sandbox, "run", "s.eduscript").status == 7)
    let again = try run(sandbox, "run", "--only-failed", "1", "s.eduscript")
    #expect(again.error.contains("`edush resume 1` looks first"), "\(again.error)")
  }

  @Test func `A killed process counts the writes it sent, and its unfinished rows are left`() throws {
    try write("for n in range(8) { coursepath.members.update($n + 1, company: \"C\") | empty }")
    let sandbox = try SandboxProcess(arguments: ["--fault", "coursepath.members.update:hang#9"])
    let process = try WatchedProcess(["run", "s.eduscript"], in: folder.url, environment: sandbox.variables)
    #expect(
      try process.wait { _ in
        try sandbox.requests().contains {
          $0["method"] == "POST" && $0["path"]?.string?.hasSuffix("/members/1") == true
        }
      }, "\(process.errors)")
    _ = process.end(by: SIGKILL)
    let counts = try show(1)["counts"]
    #expect(counts?["requests"] == 1 && counts?["in_doubt"] == 1 && counts?["left"] == 7, "\(counts?.json() ?? "")")
  }
}
