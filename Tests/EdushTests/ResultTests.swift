import Foundation
import PseudoTerminal
import Testing

/// Results at the prompt: tables, records, suffixes, remembered columns, the size of the window.
@Suite(.serialized)
struct ResultTests {
  let bench: PromptBench

  init() throws {
    bench = try PromptBench()
  }

  /// A row that begins and ends like this.
  private func hasRow(_ terminal: PseudoTerminal, _ start: String, _ end: String = "") -> Bool {
    terminal.wait { rows in rows.contains { $0.hasPrefix(start) && $0.hasSuffix(end) } }
  }

  @Test("A list of nested objects is a table of its main columns, and reports the omitted ones")
  func showsTables() throws {
    let terminal = try bench.open(environment: ["TZ": "UTC"])
    bench.type("coderpad.pads.list | .[:2]", into: terminal)
    #expect(hasRow(terminal, "id        title"), "\(terminal.rows)")
    #expect(hasRow(terminal, "2 rows, ", "more columns: \\G shows all; 1 of 3 pages"), "\(terminal.rows)")
    #expect(terminal.rows.contains { $0.contains(" d ago") }, "\(terminal.rows)")
    // A filtered list has the same columns, even if no remaining item has all members.
    bench.type("coderpad.pads.list | map(select(.pad_environment_ids | not)) | .[:3]", into: terminal)
    #expect(hasRow(terminal, "3 rows, "), "\(terminal.rows)")
    #expect(terminal.rows.last { $0.hasPrefix("id        title") }?.contains(/language +updated_at/) == true)
    bench.type("codementor.sessions.list | .[:2]", into: terminal)
    #expect(terminal.rows.contains { $0.contains("client.name") && $0.contains("finished_at") }, "\(terminal.rows)")
  }

  @Test("A suffix changes how one result is shown, and the last value without a request")
  func showsAgain() throws {
    let terminal = try bench.open()
    bench.type("coderpad.pads.get(\"DM32JWG2\") | {id, title}", into: terminal)
    bench.type(". \\j", into: terminal)
    #expect(hasRow(terminal, "  \"title\": \"Ruby Test\""), "\(terminal.rows)")
    bench.type("{title} \\y", into: terminal)
    #expect(hasRow(terminal, "title: Ruby Test"), "\(terminal.rows)")
    bench.type("\\T", into: terminal)
    #expect(hasRow(terminal, "└─ title  Ruby Test"), "\(terminal.rows)")
    bench.type("[.] \\c", into: terminal)
    bench.type(".", into: terminal)
    #expect(hasRow(terminal, "title", ""), "\(terminal.rows)")
    bench.type("@last.id", into: terminal)
    #expect(terminal.rows.contains("1"), "\(terminal.rows)")
  }

  @Test("Enter runs a line that ends in a suffix, whatever is open before it")
  func endsLines() throws {
    let terminal = try bench.open([])
    terminal.send("[1, 2 \\j", .enter)
    #expect(terminal.wait(for: "error: expected"), "\(terminal.rows)")
    #expect(bench.isReady(terminal))
  }

  @Test("An unknown suffix is reported with the known ones")
  func refusesUnknownSuffixes() throws {
    let terminal = try bench.open([])
    terminal.send("1 \\q", .enter)
    #expect(terminal.wait(for: "unknown suffix `\\q`"), "\(terminal.rows)")
    #expect(terminal.wait(for: "\\G vertical"), "\(terminal.rows)")
    #expect(bench.isReady(terminal))
  }

  @Test("Chosen columns are remembered until they are forgotten")
  func remembersColumns() throws {
    let first = try bench.open()
    bench.type("coderpad.pads.list | length", into: first)
    first.send("set columns coderpad.pads language,titel,id", .enter)
    #expect(first.wait(for: "no known member `titel`"), "\(first.rows)")
    #expect(first.wait(for: "did you mean `title`?"), "\(first.rows)")
    #expect(bench.isReady(first))
    first.send(.control("d"))
    #expect(first.exitStatus() == .exited(0))

    let second = try bench.open()
    bench.type("use coderpad", into: second)
    bench.type("pads.list | .[:1]", into: second)
    #expect(second.wait { $0.contains("language  id") }, "\(second.rows)")
    bench.type("set columns pads", into: second)
    #expect(hasRow(second, "coderpad.pads: language, titel, id"), "\(second.rows)")
    bench.type("set columns pads auto", into: second)
    bench.type("pads.list | .[:1]", into: second)
    #expect(hasRow(second, "id        title"), "\(second.rows)")
  }

  @Test("Columns of an unknown resource cannot be chosen")
  func refusesUnknownResources() throws {
    let terminal = try bench.open()
    terminal.send("set columns coderpad.pad id", .enter)
    #expect(terminal.wait(for: "did you mean `coderpad.pads`?"), "\(terminal.rows)")
  }

  @Test("A table fits the current width of the window")
  func followsTheWindow() throws {
    let terminal = try bench.open()
    bench.type("coursepath.members.list | .[:2]", into: terminal)
    #expect(terminal.rows.contains { $0.contains("department") }, "\(terminal.rows)")
    terminal.resize(rows: 24, columns: 50)
    bench.type("coursepath.groups.members(1) | .[:3]", into: terminal)
    #expect(terminal.wait { $0.contains { $0.hasPrefix("3 rows, ") } }, "\(terminal.rows)")
    let heading = terminal.rows.last { $0.contains("name") } ?? ""
    #expect(heading.contains("email") && heading.count <= 50, "\(terminal.rows)")
  }

  @Test("A script from the session has no suffixes")
  func keepsLinesWithout() throws {
    let folder = bench.folder.url
    let terminal = try bench.open([], folder: folder.path())
    bench.type("record kept.eduscript", into: terminal)
    bench.type("[1, 2] \\j", into: terminal)
    bench.type("record stop", into: terminal)
    let kept = try String(contentsOf: folder.appending(path: "kept.eduscript"), encoding: .utf8)
    #expect(kept.contains("[1, 2]\n") && !kept.contains("\\"), "\(kept)")
  }

  @Test("No form of a result shows a teacher's token", arguments: ["", "G", "t", "j", "y", "c", "m", "T"])
  func hidesTokens(suffix: String) throws {
    let terminal = try bench.open()
    bench.type("set columns tutrex.lessons id,teacherUrl", into: terminal)
    bench.type("tutrex.lessons.list(limit: 1)\(suffix.isEmpty ? "" : " \\" + suffix)", into: terminal)
    let shown = String(decoding: terminal.received, as: UTF8.self)
    #expect(shown.contains("tutrex.com/board"), "\(terminal.rows)")
    #expect(shown.contains("token=") && !shown.contains(/token=[a-z0-9]/), "\(terminal.rows)")
  }
}
