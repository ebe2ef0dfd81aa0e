import PseudoTerminal
import Testing

/// `undo` at the prompt, against the sandbox.
struct PromptUndoTests {
  private let bench: PromptBench

  init() throws {
    bench = try PromptBench()
  }

  @Test("Tab after undo offers only exchanges that can be undone")
  func completes() throws {
    let terminal = try bench.open()
    bench.type("coderpad.pads.list | length", into: terminal)
    bench.type("coderpad.questions.create(title: \"Twice\", language: \"ruby\") | .title", into: terminal)
    bench.type("coderpad.pads.get(\"DM32JWG2\") | .title", into: terminal)
    terminal.send("undo ", .tab)
    #expect(terminal.wait(for: "undo @2"), "\(terminal.rows)")
  }

  @Test("An object that changed since is left alone unless forced")
  func leavesChanged() throws {
    let sandbox = try SandboxProcess()
    let terminal = try bench.open([], environment: sandbox.variables)
    bench.type("coursepath.members.update(9, company: \"Mine\") | .company", into: terminal)
    let other = try runShell(
      "edush -c 'coursepath.members.update(9, company: \"Colleague\") | .company'", in: bench.folder.url,
      environment: sandbox.variables)
    #expect(other.output == "\"Colleague\"\n")
    bench.type("undo", into: terminal)
    #expect(terminal.wait(for: "coursepath.members.update 9 has changed since @2 wrote it"), "\(terminal.rows)")
    #expect(terminal.wait(for: "company: \"Mine\" → \"Colleague\""), "\(terminal.rows)")
    bench.type("coursepath.members.get(9) | .company", into: terminal)
    #expect(terminal.rows.contains("\"Colleague\""), "\(terminal.rows)")
    bench.type("undo @2 --force", into: terminal)
    #expect(terminal.wait(for: "undoing @2 with coursepath.members.update"), "\(terminal.rows)")
  }

  @Test("A write in doubt is settled before an earlier one is undone")
  func settles() throws {
    let sandbox = try SandboxProcess(arguments: [
      "--fault", "coderpad.pads.update:502#1", "--fault", "tutrex.lessons.update:truncated#1",
    ])
    let terminal = try bench.open([], environment: sandbox.variables)
    bench.type("coursepath.members.update(7, company: \"Done right\") | .company", into: terminal)
    bench.type("coderpad.pads.update(\"AFQ2K9A3\", title: \"New\")", into: terminal)
    bench.type("undo", into: terminal)
    #expect(terminal.wait(for: "coderpad.pads.update, was not carried out: nothing to undo"), "\(terminal.rows)")
    bench.type("coursepath.members.get(7) | .company", into: terminal)
    #expect(terminal.rows.contains("\"Done right\""), "\(terminal.rows)")
    bench.type("tutrex.lessons.update(123, title: \"Lost\")", into: terminal)
    bench.type("undo", into: terminal)
    #expect(terminal.wait(for: "tutrex.lessons.update, may have been carried out"), "\(terminal.rows)")
    #expect(terminal.wait(for: "with tutrex.lessons.update(lessonId: 123, title: "), "\(terminal.rows)")
  }

  @Test("The other writes of a line are named, and a range undoes them")
  func undoesRanges() throws {
    let terminal = try bench.open()
    bench.type("range(1; 4) | coursepath.members.update(., company: \"Oops\").id", into: terminal)
    bench.type("undo", into: terminal)
    #expect(terminal.wait(for: "that line sent 2 more writes: `undo @2..@4` undoes them"), "\(terminal.rows)")
    bench.type("undo @2..@4", into: terminal)
    bench.type("[range(1; 4) | coursepath.members.get(.).company] | index(\"Oops\")", into: terminal)
    #expect(terminal.rows.contains("null"), "\(terminal.rows)")
  }

  @Test("A created object is deleted once its id is typed")
  func deletes() throws {
    let terminal = try bench.open()
    terminal.send("coderpad.questions.create(title: \"Twice\", language: \"ruby\") | .title", .enter)
    #expect(terminal.wait { $0.contains("\"Twice\"") }, "\(terminal.rows)")
    terminal.send("let made = @last.response.body.id", .enter)
    #expect(bench.isReady(terminal))
    terminal.send("undo", .enter)
    #expect(terminal.wait(for: "undoing @1 with coderpad.questions.delete(id: "), "\(terminal.rows)")
    #expect(terminal.wait(for: "type "), "\(terminal.rows)")
    terminal.send("no", .enter)
    #expect(terminal.wait(for: "was not confirmed"), "\(terminal.rows)")
    #expect(bench.isReady(terminal))
    terminal.send("coderpad.questions.get($made) | .title", .enter)
    #expect(terminal.wait { $0.count { $0 == "\"Twice\"" } == 2 }, "\(terminal.rows)")
    terminal.send("undo @1", .enter)
    let question = try #require(
      terminal.wait { $0.last { !$0.isEmpty }?.contains("type ") == true }
        ? terminal.rows.last { $0.contains("type ") } : nil, "\(terminal.rows)")
    let id = question.split(separator: "type ").last?.prefix { $0.isNumber } ?? ""
    terminal.send(Keys(String(id)), .enter)
    #expect(terminal.wait { $0.contains("null") }, "\(terminal.rows)")
    #expect(bench.isReady(terminal))
    terminal.send("coderpad.questions.get($made)", .enter)
    #expect(terminal.wait(for: "Resource not found"), "\(terminal.rows)")
    #expect(bench.isReady(terminal))
    terminal.send("undo", .enter)
    #expect(terminal.wait(for: "nothing to undo"), "\(terminal.rows)")
  }

  @Test("A changed object gets the values from an earlier response")
  func restores() throws {
    let terminal = try bench.open()
    terminal.send(
      "let lesson = first(each(tutrex.lessons.list(sortBy: \"startTime\")) | select(.status == \"coming\"))", .enter)
    #expect(bench.isReady(terminal))
    terminal.send("tutrex.lessons.update($lesson.id, title: \"Changed\").title", .enter)
    #expect(terminal.wait { $0.contains("\"Changed\"") }, "\(terminal.rows)")
    terminal.send("undo", .enter)
    #expect(terminal.wait(for: "with tutrex.lessons.update(lessonId: "), "\(terminal.rows)")
    #expect(bench.isReady(terminal))
    terminal.send("\"same: \\(tutrex.lessons.get($lesson.id).title == $lesson.title)\"", .enter)
    #expect(terminal.wait { $0.contains("\"same: true\"") }, "\(terminal.rows)")
  }

  @Test("A call that cannot be undone explains why, and nothing is sent")
  func refuses() throws {
    let terminal = try bench.open(["--sandbox", "--yes"])
    for (typed, said) in [
      ("undo", "nothing to undo"), ("undo @1", "there is no exchange @1"),
      ("undo 1", "is not an exchange, such as @17"), ("undo @1 @2", "undo accepts one exchange"),
      ("coderpad.pads.get(\"DM32JWG2\").id", "\"DM32JWG2\""), ("undo @1", "@1 wrote nothing that can be undone"),
      ("coderpad.pads.end(\"DM32JWG2\")", "null"), ("undo", "coderpad.pads.end, cannot be undone"),
      ("\"sent: \\([@last.id])\"", "\"sent: [3]\""),
    ] {
      terminal.send(Keys(typed), .enter)
      #expect(terminal.wait(for: said), "\(typed)\n\(terminal.rows)")
      #expect(bench.isReady(terminal))
    }
    #expect(terminal.rows.contains { $0.contains("there is no re-open") }, "\(terminal.rows)")
  }

  @Test("Completion includes undo, and describe shows a method's inverse")
  func isKnown() throws {
    let terminal = try bench.open()
    bench.type("coderpad.questions.create(title: \"Twice\", language: \"ruby\") | .title", into: terminal)
    terminal.send("und", .tab)
    #expect(terminal.wait { $0.contains { $0.contains("edush> undo") } }, "\(terminal.rows)")
    terminal.send(.control("c"))
    terminal.send("undo @l", .tab)
    #expect(terminal.wait { $0.contains { $0.contains("edush> undo @last") } }, "\(terminal.rows)")
    terminal.send(.control("c"))
    #expect(bench.isReady(terminal))
    terminal.send("describe coderpad.questions.create", .enter)
    #expect(terminal.wait(for: "Undo: questions.delete."), "\(terminal.rows)")
  }
}
