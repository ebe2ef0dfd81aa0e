import Foundation
import PseudoTerminal
import Testing

/// The pictures of `docs/pictures` match a terminal's screen. `EDUSH_RECORD=1` redraws them.
struct PictureTests {
  /// The input at a prompt of the sandbox, and the size of the terminal.
  struct Scene: CustomTestStringConvertible, Sendable {
    var name: String
    var lines: [String]
    /// Typed after the last prompt, and left there.
    var typed = ""
    /// The text on the screen that shows that the output is complete.
    var shows: String
    var columns = 110
    /// A script whose plan is pictured instead of a prompt.
    var script: String?

    var testDescription: String { name }
  }

  static let scenes = [
    Scene(name: "coderpad-pads", lines: ["coderpad.pads.list | .[:6]"], shows: "6 rows"),
    Scene(name: "coderpad-questions", lines: ["coderpad.questions.list | .[:6]"], shows: "6 rows"),
    Scene(name: "coursepath-learners", lines: ["coursepath.courses.members(2) | .[:6]"], shows: "edush> "),
    Scene(name: "codementor-sessions", lines: ["codementor.sessions.list | .[:6]"], shows: "edush> "),
    Scene(name: "codementor-jobs", lines: ["codementor.freelance_jobs.list | .[:6]"], shows: "edush> "),
    Scene(name: "codementor-payments", lines: ["codementor.direct_payments.list | .[:6]"], shows: "edush> "),
    Scene(name: "tutrex-lessons", lines: ["tutrex.lessons.list | .[:6]"], shows: "edush> "),
    Scene(name: "coursepath-courses", lines: ["coursepath.courses.list | .[:6]"], shows: "edush> "),
    Scene(name: "coursepath-members", lines: ["coursepath.members.list | .[:6]"], shows: "6 rows"),
    Scene(
      name: "completion", lines: [], typed: "coderpad.pads.\t", shows: "create"),
    Scene(
      name: "signature", lines: [], typed: "coderpad.pads.update(\"DM32JWG2\", language: ", shows: "pads.update(id*"),
    Scene(
      name: "marks", lines: [], typed: "coderpad.pads.lits | map(select(.language == $lang)) | sort_bye(.title) ",
      shows: "sort_bye"),
    Scene(
      name: "chart",
      lines: [
        "set output chart; [each(coderpad.pads.list)] | group_by(.language) | map({language: .[0].language, pads: length})"
      ], shows: "edush> "),
    Scene(name: "question", lines: [], typed: "coderpad.pads.delete(\"DM32JWG2\")\r", shows: "type"),
    Scene(
      name: "plan", lines: [], shows: "plan: ",
      script: """
        use coursepath
        for row in {email: "john.smith@example.com", company: "ACME"}, {email: "new@example.com", company: "ACME"} {
          let member = first(each(members.list(email: $row.email)) | select(.email == $row.email)) // null
          if $member == null { members.create($row) | empty } else { members.update($member.id, company: $row.company) | empty }
        }
        """),
    Scene(name: "coursepath-groups", lines: ["coursepath.groups.list | .[:6]"], shows: "edush> "),
  ]

  @Test("A picture matches the terminal", arguments: scenes)
  func isUpToDate(scene: Scene) throws {
    let bench = try PromptBench()
    var command = [BuiltProgram.edush, "--sandbox"]
    if let script = scene.script {
      let file = bench.folder.url.appending(path: "script.eduscript")
      try script.write(to: file, atomically: true, encoding: .utf8)
      command += ["plan", file.path()]
    }
    let terminal = try PseudoTerminal(
      "/usr/bin/faketime", arguments: ["--exclude-monotonic", "-f", "@2026-01-05 12:00:00"] + command,
      environment: [
        "HOME": bench.folder.url.path(), "EDUSH_HOME": bench.home.path(), "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
        "PAGER": "cat", "TZ": "UTC",
      ], rows: 30, columns: scene.columns)
    if scene.script == nil {
      try #require(bench.isReady(terminal), "\(terminal.rows)")
      terminal.send(.control("l"))
      try #require(terminal.wait { $0.text.count == 1 })
    }
    for line in scene.lines {
      terminal.send(line)
      terminal.send(.enter)
      try #require(terminal.wait { $0.text.count > 2 && $0.text.last == "edush>" }, "\(terminal.rows)")
    }
    if !scene.typed.isEmpty { terminal.send(scene.typed) }
    try #require(
      terminal.wait { $0.text.contains { $0.contains(scene.shows) } || scene.shows == "edush> " }, "\(terminal.rows)")
    let file = BuiltProgram.checkout.appending(path: "docs/pictures/\(scene.name).svg")
    let rows = scene.typed.isEmpty && scene.script == nil ? terminal.rows.count - 1 : nil
    let svg = Picture(terminal.snapshot, rows: rows, showsCursor: !scene.typed.isEmpty).svg
      // The sandbox listens on any free port.
      .replacing(/127\.0\.0\.1:\d{5}/, with: "127.0.0.1:40000")
    if ProcessInfo.processInfo.environment["EDUSH_RECORD"] != nil {
      try svg.write(to: file, atomically: true, encoding: .utf8)
    }
    let known = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    #expect(svg == known, "\(scene.name) has changed:\n\(terminal.rows.joined(separator: "\n"))")
  }
}
