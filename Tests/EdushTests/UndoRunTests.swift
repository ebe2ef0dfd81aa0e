import Foundation
import JSON
import Testing

/// `edush undo` undoes the writes of a run, and reports those that it cannot.
@Suite(.serialized)
struct UndoRunTests {
  private let folder: TemporaryFolder
  private let sandbox: SandboxProcess

  init() throws {
    folder = try TemporaryFolder()
    sandbox = try SandboxProcess()
  }

  private func run(_ arguments: String...) throws -> CommandResult {
    try edush(arguments, in: folder.url, environment: sandbox.variables)
  }

  private func value(_ text: String) throws -> Value {
    try Value.parse(try edush(["-c", text], in: folder.url, environment: sandbox.variables).output)
  }

  private static let state = """
    [each(coderpad.questions.list) | {title, language}] + [coursepath.members.get(1).company, coursepath.members.get(2).company]
    """

  @Test func `Updates, creations and deletions are undone, newest first, and the undo can be undone`() throws {
    let before = try value(Self.state)
    let wrote = try run(
      "--yes", "-c",
      """
      for n in 1, 2 by "member \\(.)" { coursepath.members.update($n, company: "NEW") | empty }
      coderpad.questions.create(title: "Made", language: "ruby") | empty
      coderpad.questions.delete(101) | empty
      """)
    #expect(wrote.status == 0, "\(wrote.error)")
    let after = try value(Self.state)
    let shown = try run("undo", "1", "--dry-run")
    let marks = shown.output.split(separator: "\n").map { $0.prefix(1) }
    #expect(
      shown.status == 0 && marks == ["+", "-", "~", "~"] || marks == ["+", "-", "~", "~", "p"], "\(shown.output)")
    #expect(try run("undo", "1").status == 8)
    let undone = try run("undo", "1", "--yes")
    #expect(undone.status == 0, "\(undone.error)")
    // A deleted question is recreated at the end of the list.
    #expect(Set(try value(Self.state).array ?? []) == Set(before.array ?? []))
    let runs = try Value.parse(try run("runs").output).array ?? []
    #expect(runs.first?["kind"] == "undo" && runs.first?["state"] == "done")
    let again = try run("undo", "1", "--yes")
    #expect(again.status == 0 && again.error.contains("already undone"), "\(again.error)")
    let number = "\(runs.first?["run"]?.int ?? 0)"
    #expect(try run("undo", number, "--yes").status == 0)
    #expect(Set(try value(Self.state).array ?? []) == Set(after.array ?? []))
  }

  @Test func `Writes that cannot be undone are listed before anything is sent`() throws {
    _ = try run(
      "--yes", "-c", "coursepath.members.update(1, company: \"NEW\") | empty; coursepath.members.invite(3) | empty")
    let undone = try run("undo", "1", "--yes")
    #expect(undone.status == 7 && undone.error.hasPrefix("1 write of run 1 cannot be undone:"), "\(undone.error)")
    #expect(undone.error.contains("coursepath.members.invite 3: "))
    #expect(try value("coursepath.members.get(1).company") != "NEW")
  }

  @Test func `An object that has changed since is left alone unless --force is given`() throws {
    _ = try run("-c", "for n in 1, 2 { coursepath.members.update($n, company: \"NEW\") | empty }")
    _ = try run("--no-journal", "-c", "coursepath.members.update(1, company: \"OTHER\") | empty")
    let undone = try run("undo", "1", "--yes")
    #expect(undone.status == 7 && undone.error.contains("has changed since the run wrote it"), "\(undone.error)")
    #expect(undone.error.contains("company: \"NEW\" → \"OTHER\""))
    #expect(try value("coursepath.members.get(1).company") == "OTHER")
    #expect(try value("coursepath.members.get(2).company") != "NEW")
    #expect(try run("undo", "1", "--yes", "--force").status == 0)
    #expect(try value("coursepath.members.get(1).company") != "OTHER")
  }

  @Test func `A single row can be undone`() throws {
    _ = try run("-c", "for n in 1, 2 { coursepath.members.update($n, company: \"NEW\") | empty }")
    #expect(try run("undo", "1", "--row", "2", "--yes").status == 0)
    #expect(try value("coursepath.members.get(1).company") == "NEW")
    #expect(try value("coursepath.members.get(2).company") != "NEW")
  }
}
