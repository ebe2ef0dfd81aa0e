import JSON
import Providers
import Query
import Testing

/// Every writing method against the sandbox: it is undone completely, or has a reason why not; and after a lost response
/// its probe reports whether it was done, or has a reason why not.
@Suite struct UndoMethodTests {
  struct Case: Sendable, CustomTestStringConvertible {
    /// A call; `ID` is the output of `setup`.
    var call: String
    var setup = "null"
    /// An expression for the state that the write changes.
    var state = "null"
    var undo = Undo.done
    var probe = Probe.tells
    /// A call that succeeds only if the write was undone.
    var check: String?

    var method: String { String(call.prefix { $0 != "(" }) }
    var testDescription: String { method }
  }

  enum Undo: Sendable {
    case done
    case never(String)
  }

  enum Probe: Sendable {
    case tells
    /// It can only tell that a write was not done.
    case tellsNotDone
    case never(String)
  }

  private static let pads = "[each(coderpad.pads.list) | del(.updated_at, .drawing)]"
  private static let questions = "[each(coderpad.questions.list) | del(.updated_at)]"
  private static let lessons = "[each(tutrex.lessons.list)]"
  private static let members = "[each(coursepath.members.list)]"
  private static let newPad = #"coderpad.pads.create(title: "Interview").id"#
  private static let newQuestion = #"coderpad.questions.create(title: "Loops", language: "ruby", contents: "loop").id"#
  private static let newLesson =
    #"tutrex.lessons.create(startTime: 4102444800, title: "Algebra", duration: 45).id"#
  private static let told = Undo.never("the mentee has been told")
  private static let unseen = Probe.never("no endpoint shows scheduled sessions")
  private static let sent = Undo.never("an e-mail cannot be called back")
  private static let uninvited = Probe.never("no endpoint shows invitations")
  private static let outside = Probe.never("no endpoint shows who is in a program")

  static let cases: [Case] = [
    Case(call: "codementor.scheduled_sessions.confirm(\"abc123\")", undo: told, probe: unseen),
    Case(call: "codementor.scheduled_sessions.reschedule(\"abc123\")", undo: told, probe: unseen),
    Case(call: "codementor.scheduled_sessions.decline(\"abc123\")", undo: told, probe: unseen),
    Case(call: "coderpad.pads.create(title: \"New\", language: \"ruby\", private: true)", state: pads),
    Case(
      call: "coderpad.pads.update(ID, title: \"Other\", notes: \"n\", private: true, execution_enabled: false)",
      setup: newPad, state: pads),
    Case(call: "coderpad.pads.end(ID)", setup: newPad, undo: .never("there is no re-open")),
    Case(
      call: "coderpad.pads.delete(ID)", setup: newPad,
      undo: .never("a new pad would have another id, no history, and count against the quota")),
    Case(
      call: "coderpad.questions.create(title: \"New\", description: \"two\\nlines\", contents: \"c\")", state: questions
    ),
    Case(call: "coderpad.questions.update(42, title: \"Other\", contents: \"new\")", state: questions),
    Case(
      call: "coderpad.questions.delete(ID)", setup: newQuestion,
      state: "\(questions) | map(del(.id, .created_at)) | sort"),
    Case(
      call: "tutrex.lessons.create(startTime: 4102448400, title: \"New\", duration: 30)", state: lessons),
    Case(call: "tutrex.lessons.update(ID, title: \"Other\", duration: 30)", setup: newLesson, state: lessons),
    Case(
      call: "tutrex.lessons.delete(ID)", setup: newLesson,
      state: "\(lessons) | map(del(.id, .teacherUrl, .studentUrl)) | sort"),
    Case(
      call: "coursepath.courses.create_member(4, email: \"new@example.com\", name: \"New\")",
      state: "[each(coursepath.courses.members(4))]"),
    Case(call: "coursepath.courses.invite(4, 5)", undo: sent, probe: uninvited),
    Case(
      call: "coursepath.members.create(email: \"new@example.com\", company: \"ACME\")",
      undo: .never("no endpoint deletes members")),
    Case(call: "coursepath.members.update(5, company: \"ACME\", country: \"NO\")", state: members),
    Case(call: "coursepath.members.invite(5)", undo: sent, probe: uninvited),
    Case(call: "coursepath.members.add_to_group(5, \"Sales\")", state: "coursepath.members.groups(5)"),
    Case(call: "coursepath.members.remove_from_group(5, \"Alumni\")", state: "coursepath.members.groups(5)"),
    Case(call: "coursepath.members.remove_from_all_groups(5)", state: "coursepath.members.groups(5)"),
    Case(call: "coursepath.enrollments.create(12, 5)", state: "[each(coursepath.courses.members(12))]"),
    Case(call: "coursepath.enrollments.delete(4, 5)", state: "[each(coursepath.courses.members(4))]"),
    Case(
      call: "coursepath.programs.create_member(1, email: \"new@example.com\")", probe: .tellsNotDone,
      check: "coursepath.program_enrollments.create(1, ID)"),
    Case(call: "coursepath.programs.invite(1, 5)", undo: sent, probe: uninvited),
    Case(
      call: "coursepath.program_enrollments.create(2, 5)", probe: outside,
      check: "coursepath.program_enrollments.create(2, 5)"),
    Case(
      call: "coursepath.program_enrollments.delete(1, 5)", probe: outside,
      check: "coursepath.program_enrollments.delete(1, 5)"),
    Case(
      call:
        #"coursio.auth.loginHmac(apikey: "sandbox-coursio-public", time: "1431426541500", random: "coursio_salt", hmac: "b3b0a234583cea805687263dd33b9ae4fcbc8dc4")"#,
      undo: .never("no function is documented that does the opposite"),
      probe: .never("no function is documented that shows it")),
    Case(
      call: "coursio.courses.create(title: \"New\")", undo: .never("no function is documented that does the opposite"),
      probe: .never("no function is documented that shows it")),
  ]

  @Test func `Every writing method is in the table`() throws {
    let bench = try WriteBench()
    let providers = ["codementor", "coderpad", "tutrex", "coursepath", "coursio"]
    let methods = try providers.flatMap { provider in
      try bench.client.description(of: provider).resources.flatMap(\.methods).filter { $0.signature.risk != .read }
        .map { $0.signature.qualifiedName }
    }
    #expect(methods.count >= 27)
    for method in methods { #expect(Self.cases.contains { $0.method == method }, "\(method)") }
  }

  @Test(arguments: cases) func `A write is undone and probed, or has a reason why not`(_ one: Case) throws {
    let bench = try WriteBench()
    let id = try bench.run(one.setup)
    let before = try bench.run(one.state)
    let write = try bench.write(one.call.replacing("ID", with: id.json()), excluding: [id])
    check(one.probe, write.earlier, bench.settle(write, excluding: [id]))

    switch (bench.client.wayBack(of: write.call), one.undo) {
    case (.none(let reason), .never(let expected)): #expect(reason == expected)
    case (.calls(let calls, _), .done):
      #expect(!calls.isEmpty)
      if one.state != "null" { #expect(try bench.run(one.state) != before, "it changes nothing") }
      try bench.make(calls)
      #expect(try bench.run(one.state) == before)
      if let check = one.check { try bench.run(check.replacing("ID", with: write.call.payload?["id"]?.json() ?? "")) }
    case (let way, _): Issue.record("\(way)")
    }
  }

  private func check(_ probe: Probe, _ earlier: Settlement, _ later: Settlement) {
    switch (probe, earlier, later) {
    case (.tells, .notDone, .done), (.tellsNotDone, .notDone, .unclear): break
    case (.never(let expected), .unclear(let first), .unclear(let second)):
      #expect(first == expected && second == expected)
    case (_, let earlier, let later): Issue.record("\(earlier), then \(later)")
    }
  }

  @Test(arguments: [
    "coderpad.pads.create(title: \"New\")", "coderpad.questions.create(title: \"New\", language: \"c\")",
    "tutrex.lessons.create(startTime: 1545318000, title: \"New\", duration: 30)",
  ])
  func `With two equal new objects it is unclear which one is meant`(call: String) throws {
    let bench = try WriteBench()
    let first = try bench.write(call)
    let id = try #require(first.call.payload?["id"])
    let second = try bench.write(call, excluding: [id])
    guard case .notDone = second.earlier else {
      Issue.record("the first one, which another step made, is taken for it: \(second.earlier)")
      return
    }
    guard case .unclear = bench.settle(second) else {
      Issue.record("\(bench.settle(second))")
      return
    }
    guard case .done(let found) = bench.settle(second, excluding: [id]) else {
      Issue.record("\(bench.settle(second, excluding: [id]))")
      return
    }
    #expect(found["id"] == second.call.payload?["id"])
  }
}
