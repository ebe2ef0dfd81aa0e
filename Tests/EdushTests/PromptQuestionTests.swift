import Foundation
import PseudoTerminal
import Testing

/// Questions of parallel rows at the prompt: one at a time, each with its own answer.
struct PromptQuestionTests {
  private let bench: PromptBench

  init() throws {
    bench = try PromptBench()
  }

  @Test("Parallel rows ask for confirmation one after another, and each call gets its own answer")
  func asksForCallsInTurn() throws {
    let terminal = try bench.open()
    terminal.send(
      "for i in 1, 2 parallel 2 keep going { coursepath.members.invite($i) | empty; print \"invited \\($i)\" }", .enter)
    #expect(terminal.wait(for: "Send it? [y/N]"), "\(terminal.rows)")
    let first = try #require(member(asked: terminal.rows).first)
    #expect(member(asked: terminal.rows) == [first])
    terminal.send("y", .enter)
    // Text typed before the last line of a question is not an answer.
    #expect(terminal.wait { $0.count { $0.contains("Send it? [y/N]") } == 2 }, "\(terminal.rows)")
    #expect(member(asked: terminal.rows).count == 2)
    terminal.send("n", .enter)
    #expect(terminal.wait(for: "was not confirmed"), "\(terminal.rows)")
    #expect(bench.isReady(terminal))
    let said = terminal.rows.filter { $0.contains("invited \(first)") || $0.contains("invited \(3 - first)") }
    #expect(said.filter { !$0.contains("for i") }.allSatisfy { $0.contains("invited \(first)") }, "\(terminal.rows)")
    #expect(said.contains { $0.hasSuffix("invited \(first)") }, "\(terminal.rows)")
  }

  /// Whether the last line asks if a line with a danger should run.
  private func isAsking(_ terminal: PseudoTerminal) -> Bool {
    terminal.wait { ($0.last { !$0.isEmpty } ?? "").hasSuffix("run it anyway? [y/N]") }
  }

  @Test("A probable slip is shown, and needs confirmation if it writes", arguments: ["n", "y"])
  func asksAboutDangers(answer: String) throws {
    let terminal = try bench.open()
    terminal.send("coderpad.pads.update(\"DM32JWG2\", title: \"mended\")?", .enter)
    #expect(isAsking(terminal), "\(terminal.rows)")
    #expect(terminal.rows.contains { $0.contains("danger: a failure of coderpad.pads.update") }, "\(terminal.rows)")
    terminal.send(Keys(answer), .enter)
    #expect(bench.isReady(terminal))
    terminal.send("\"title: \\(coderpad.pads.get(\"DM32JWG2\").title)\"", .enter)
    #expect(terminal.wait(for: answer == "y" ? "title: mended" : "title: Ruby Test"), "\(terminal.rows)")
  }

  @Test("A script run from the prompt needs one confirmation", arguments: ["\"$path\"", "(\"$path\" | .)"])
  func asksAboutScripts(path: String) throws {
    try bench.folder.write("coderpad.pads.update(\"DM32JWG2\", title: \"new\")? | \"mended\"\n", to: "near.eduscript")
    let terminal = try bench.open()
    let script = bench.folder.url.appending(path: "near.eduscript").path()
    terminal.send(Keys("run \(path.replacing("$path", with: script))"), .enter)
    #expect(isAsking(terminal), "\(terminal.rows)")
    terminal.send("y", .enter)
    #expect(terminal.wait { $0.contains("\"mended\"") }, "\(terminal.rows)")
    #expect(bench.isReady(terminal))
  }

  @Test("The write may be in a function defined on an earlier line") func asksAboutFunctions() throws {
    let terminal = try bench.open()
    terminal.send("def name($title): coderpad.pads.update(\"DM32JWG2\", title: $title); \"defined\"", .enter)
    #expect(terminal.wait { $0.contains("\"defined\"") }, "\(terminal.rows)")
    terminal.send("[1, 2][] | select(. = 1) | name(\"again\") | empty", .enter)
    #expect(isAsking(terminal), "\(terminal.rows)")
    terminal.send("n", .enter)
    #expect(bench.isReady(terminal))
  }

  @Test("Types of values carry over to the next line") func followsTypes() throws {
    let terminal = try bench.open()
    terminal.send("let since = ago(\"1d\")", .enter)
    #expect(bench.isReady(terminal))
    terminal.send("[limit(1; each(coderpad.pads.list))]", .enter)
    #expect(terminal.wait(for: "1 row, "), "\(terminal.rows)")
    #expect(bench.isReady(terminal))
    terminal.send("map(select(.created_at > $since)) | length", .enter)
    #expect(terminal.wait(for: "danger: this compares a text"), "\(terminal.rows)")
  }

  @Test("The question shows what is lost even if the call is undone") func tellsLosses() throws {
    let terminal = try bench.open()
    terminal.send("coursepath.enrollments.delete(4, 3)", .enter)
    #expect(terminal.wait(for: "even when it is undone, the learning results are lost"), "\(terminal.rows)")
    terminal.send("n", .enter)
    #expect(bench.isReady(terminal))
  }

  @Test("Answering no ends the whole command without asking about other rows")
  func declinesOnce() throws {
    let terminal = try bench.open()
    terminal.send("for i in 1, 2, 3 parallel 3 keep going { coursepath.members.invite($i) }", .enter)
    #expect(terminal.wait(for: "Send it? [y/N]"), "\(terminal.rows)")
    terminal.send("n", .enter)
    #expect(terminal.wait(for: "was not confirmed"), "\(terminal.rows)")
    #expect(bench.isReady(terminal))
    #expect(member(asked: terminal.rows).count == 1, "\(terminal.rows)")
    // The next command asks again.
    terminal.send("coursepath.members.invite(1)", .enter)
    #expect(terminal.wait { $0.count { $0.contains("Send it? [y/N]") } == 2 }, "\(terminal.rows)")
  }

  @Test("Ctrl-C ends the open question and those that wait for it")
  func endsAll() throws {
    let terminal = try bench.open()
    terminal.send("for i in 1, 2, 3 parallel 3 { confirm \"row \\($i)?\" }", .enter)
    #expect(terminal.wait { $0.contains { $0.hasSuffix("? [y/N]") } }, "\(terminal.rows)")
    terminal.send(.control("c"))
    #expect(bench.isReady(terminal), "\(terminal.rows)")
    #expect(terminal.rows.count { $0.contains("? [y/N]") } == 1, "\(terminal.rows)")
  }

  @Test("A line pasted together with its answer still asks, and the answer does not run")
  func dropsTypedAhead() throws {
    let terminal = try bench.open()
    terminal.send("coderpad.pads.delete(\"DM32JWG2\")", .enter, "DM32JWG2", .enter)
    #expect(terminal.wait(for: "type DM32JWG2:"), "\(terminal.rows)")
    terminal.send("no", .enter)
    #expect(bench.isReady(terminal), "\(terminal.rows)")
    #expect(terminal.rows.contains("not sent: coderpad.pads.delete was not confirmed"), "\(terminal.rows)")
    terminal.send("coderpad.pads.get(\"DM32JWG2\") | \"still \\(.id)\"", .enter)
    #expect(terminal.wait { $0.contains("\"still DM32JWG2\"") }, "\(terminal.rows)")
    #expect(!terminal.rows.contains { $0.contains("error") }, "\(terminal.rows)")
  }

  @Test("An answer to the login does not answer the next question, whether to store it")
  func dropsTypedAheadOfKeeping() throws {
    let terminal = try bench.open([])
    terminal.send("login tutrex", .enter)
    #expect(terminal.wait(for: "tutrex api_key"), "\(terminal.rows)")
    terminal.send("a-typed-secret", .enter, "y", .enter)
    #expect(terminal.wait(for: "Keep it?"), "\(terminal.rows)")
    terminal.send("n", .enter)
    #expect(terminal.wait(for: "logged in to tutrex"), "\(terminal.rows)")
    let credentials = bench.folder.url.appending(path: "credentials").path()
    #expect(!FileManager.default.fileExists(atPath: credentials))
  }

  @Test("An undo asks like the call that it makes")
  func undoDropsTypedAhead() throws {
    let terminal = try bench.open()
    terminal.send("coderpad.pads.create(title: \"mine\").title", .enter)
    #expect(terminal.wait { $0.contains("\"mine\"") }, "\(terminal.rows)")
    terminal.send("undo", .enter, "y", .enter)
    #expect(terminal.wait(for: "To go on, type"), "\(terminal.rows)")
    terminal.send("no", .enter)
    #expect(terminal.wait(for: "not sent: coderpad.pads.delete"), "\(terminal.rows)")
  }

  @Test("A question labels each object by its kind")
  func labelsByKind() throws {
    let terminal = try bench.open()
    terminal.send("(coursepath.members.courses(1), coursepath.courses.members(2)) | length", .enter)
    #expect(bench.isReady(terminal), "\(terminal.rows)")
    terminal.send("[coursepath.courses.list[] | select(.id == 2)][0].name, coursepath.members.get(2).name", .enter)
    #expect(
      terminal.wait { $0.contains("\"Emma Jansen\"") && $0.contains("\"Data Protection Basics\"") }, "\(terminal.rows)")
    terminal.send("coursepath.members.remove_from_all_groups(2)", .enter)
    #expect(terminal.wait(for: "target: member 2, \"Emma Jansen\""), "\(terminal.rows)")
    #expect(terminal.wait(for: "type 2:"), "\(terminal.rows)")
    terminal.send("no", .enter)
    #expect(bench.isReady(terminal), "\(terminal.rows)")
    terminal.send("coursepath.enrollments.delete(2, 2)", .enter)
    #expect(terminal.wait(for: "target: course 2, \"Data Protection Basics\""), "\(terminal.rows)")
    #expect(terminal.wait { $0.count { $0.contains("target: member 2, \"Emma Jansen\"") } == 2 }, "\(terminal.rows)")
  }

  @Test(
    "A call without a single target expects its last word",
    arguments: [
      ("coderpad.request(\"DELETE\", \"/api/pads/\")", "request"), ("coursio.user.delete(id: \"\")", "delete"),
      ("coursio.user.deleteAll", "deleteAll"), ("coursio.user.delete(ids: [1, 2, 3])", "delete"),
    ])
  func wantsTheWord(call: String, word: String) throws {
    let terminal = try bench.open()
    terminal.send(Keys(call), .enter)
    #expect(terminal.wait(for: "To go on, type \(word):"), "\(terminal.rows)")
    terminal.send(.enter)
    #expect(terminal.wait(for: "not sent: "), "\(terminal.rows)")
  }

  /// The members that a question on the screen is about.
  private func member(asked rows: [String]) -> [Int] {
    rows.compactMap { row in
      row.hasPrefix("  target: member ") ? row.split(separator: " ").dropFirst(2).first.flatMap { Int($0) } : nil
    }
  }
}
