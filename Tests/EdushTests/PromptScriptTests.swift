import Foundation
import PseudoTerminal
import Testing

/// Scripts that `script` creates from the session: they pass the check, and run with other values.
struct PromptScriptTests {
  private let bench: PromptBench

  init() throws {
    bench = try PromptBench()
  }

  private var path: String { bench.folder.url.appending(path: "made.eduscript").path() }

  /// Types lines, each at a prompt that is ready, and returns the script that `script` creates from the exchanges, with its
  /// messages, without spaces.
  private func script(_ range: String, of lines: [String]) throws -> (text: String, report: String) {
    let terminal = try bench.open()
    for line in lines { run(line, at: terminal) }
    run("script \(range) to \(path)", at: terminal)
    let report = terminal.rows.drop { !$0.hasPrefix("wrote ") }.prefix { !$0.hasPrefix("edush") }
    // A long line wraps to the next row at any position.
    return (
      (try? String(contentsOfFile: path, encoding: .utf8)) ?? "",
      report.joined().filter { $0 != " " }
    )
  }

  /// Clears the screen, so that it contains only this line's output.
  private func run(_ line: String, at terminal: PseudoTerminal) {
    terminal.send(.control("l"))
    let isClear = terminal.wait { rows in
      rows.count { !$0.isEmpty } == 1 && rows[0].hasPrefix("edush") && rows[0].hasSuffix(">")
    }
    #expect(isClear, "\(terminal.rows)")
    terminal.send(Keys(line), .enter)
    let hasRun = terminal.wait { rows in
      let shown = rows.filter { !$0.isEmpty }
      let last = shown.last ?? ""
      return shown.count > 1 && last.hasPrefix("edush") && last.hasSuffix(">")
    }
    #expect(hasRun, "\(line): \(terminal.rows)")
  }

  @Test("Copied ids come from the response, typed ids and strings become parameters, and redundant calls are removed")
  func improves() throws {
    let (text, report) = try script(
      "@1..@last",
      of: [
        "use coderpad", "pads.list | length", "pads.get(\"YXFB7NUB\").language", "let unused = 1",
        "pads.update(\"YXFB7NUB\", title: \"By \\\"hand\\\"\")", "pads.get(\"nosuch\")",
        "pads.get(\"DM32JWG2\").title \\j",
        "pads.list | length",
      ])
    #expect(report.hasSuffix(":4lines,2parameters,2references"), "\(report)")
    #expect(
      text == """
        #!/usr/bin/env -S edush run
        # omitted: 1 line that failed, 1 repeat, 1 unused variable
        param title = "By \\"hand\\""
        param pad_id = "DM32JWG2"
        use coderpad
        let pads = pads.list
        $pads | length
        let pad = pads.get($pads[0].id)
        $pad.language
        pads.update($pad.id, title: $title)
        pads.get($pad_id).title

        """)
    let checked = try runShell("edush check \(path)", in: bench.folder.url)
    #expect(checked.status == 0, "\(checked.output)")
    let rerun = try runShell(
      "edush --sandbox --yes run \(path) --pad-id=YXFB7NUB --title Another", in: bench.folder.url)
    #expect(rerun.output.hasSuffix("\n\"Another\"\n"), "\(rerun)")
  }

  @Test("A line that continues with `.` finds the value under its new name") func keepsTheLastValue() throws {
    let (text, _) = try script(
      "@1..@last",
      of: [
        "coursepath.members.list(email: \"emma.jansen2@example.com\")", ".[0].name", "coursepath.members.get(2).name",
        "[each(coursepath.courses.list)] | length", "coursepath.courses.members(3) | length",
      ])
    #expect(
      text == """
        #!/usr/bin/env -S edush run
        param email = "emma.jansen2@example.com"
        let members = coursepath.members.list(email: $email)
        $members | .[0].name
        coursepath.members.get($members[0].id).name
        let courses = [each(coursepath.courses.list)]
        $courses | length
        coursepath.courses.members($courses[2].id) | length

        """)
    let rerun = try runShell("edush --sandbox run \(path)", in: bench.folder.url)
    #expect(rerun.status == 0 && rerun.output.hasPrefix("\"Emma Jansen\"\n\"Emma Jansen\"\n"), "\(rerun)")
  }

  @Test("Values in objects come from earlier responses, or become parameters") func looksIntoObjects() throws {
    let (text, _) = try script(
      "@1..@last",
      of: [
        "coursepath.members.list(email: \"emma.jansen2@example.com\") | length",
        "coursio.users.find(data: {email: \"emma.jansen2@example.com\", member_id: 2, active: true})?",
        "coursio.dashboard.find(data: {id: 77, nested: {email: \"other@example.com\"}})?",
      ])
    #expect(
      text == """
        #!/usr/bin/env -S edush run
        param email = "emma.jansen2@example.com"
        param id = 77
        param email_2 = "other@example.com"
        let members = coursepath.members.list(email: $email)
        $members | length
        coursio.users.find(data: {email: $members[0].email, member_id: $members[0].id, active: true})?
        coursio.dashboard.find(data: {id: $id, nested: {email: $email_2}})?

        """)
  }

  @Test("The same digits are a different id for another kind of object, and choices do not become parameters")
  func matchesByKind() throws {
    let (text, report) = try script(
      "@1..@last",
      of: [
        "coursepath.members.list(email: \"emma.jansen2@example.com\") | length", "coursepath.courses.get(2).id",
        "let made = coderpad.pads.create(title: \"One\", language: \"ruby\")", "2", "coderpad.pads.get(\"X\")?",
        "watch 60 coderpad.quota.get.unlimited until true",
      ])
    #expect(report.hasSuffix(":6lines,4parameters"), "\(report)")
    #expect(
      text == """
        #!/usr/bin/env -S edush run
        param email = "emma.jansen2@example.com"
        param course_id = 2
        param title = "One"
        param pad_id = "X"
        coursepath.members.list(email: $email) | length
        coursepath.courses.get($course_id).id
        coderpad.pads.create(title: $title, language: "ruby")
        2
        coderpad.pads.get($pad_id)?
        coderpad.quota.get.unlimited

        """)
  }
}
