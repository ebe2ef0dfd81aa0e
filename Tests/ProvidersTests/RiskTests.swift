import HTTP
import JSON
import Providers
import Query
import Testing

@Suite struct RiskTests {
  @Test(
    arguments: [
      ("coderpad.pads.list", Risk.read, nil), ("coderpad.pads.create", .write, nil),
      ("coderpad.pads.update(\"a\", title: \"x\")", .write, "a"),
      ("coderpad.pads.update(\"a\", ended: false)", .write, "a"),
      ("coderpad.pads.update(\"a\", ended: true)", .destructive, "a"),
      ("coderpad.pads.update(\"a\", deleted: \"true\")", .destructive, "a"),
      ("coderpad.pads.update(\"a\", contents: \"x\")", .destructive, "a"),
      ("coderpad.pads.end(\"a\")", .destructive, "a"), ("coderpad.questions.delete(42)", .destructive, "42"),
      ("codementor.scheduled_sessions.confirm(\"a\")", .outward, "a"),
      ("codementor.scheduled_sessions.reschedule(\"a\")", .outward, "a"),
      ("codementor.scheduled_sessions.decline(\"a\")", .destructive, "a"),
      ("tutrex.lessons.delete(1)", .destructive, "1"), ("coursepath.members.invite(5)", .outward, "5"),
      ("coursepath.courses.create_member(1, email: \"a@b.c\")", .write, "1"),
      ("coursepath.members.add_to_group(5, \"a\")", .write, "5"),
      ("coursepath.members.remove_from_group(5, \"a\")", .destructive, "5"),
      ("coursepath.members.remove_from_all_groups(5)", .destructive, "5"),
      ("coursepath.enrollments.delete(1, 5)", .destructive, "5"), ("coursio.course.getAll", .read, nil),
      ("coursio.course.listByYear", .read, nil), ("coursio.course.deleteOne(id: 7)", .destructive, "7"),
      ("coursio.course.clear", .destructive, nil), ("coursio.course.getter", .destructive, nil),
      ("coursio.user.DELETE(id: 5)", .destructive, "5"),
      ("coursio.user.dElete(id: 5)", .destructive, "5"), ("coursio.user.readDElete(id: 5)", .destructive, "5"),
      ("coursio.user.sendInvite(id: 5)", .outward, "5"), ("coursio.user.get_and_remove", .destructive, nil),
      ("coursio.user.GET", .read, nil), ("coursio.user.List2", .read, nil),
      ("coursio.user.frobnicate", .destructive, nil),
      // The first word must be a known one; forms of harmful and outward words count in any position.
      ("coursio.user.frobnicateStatus", .destructive, nil), ("coursio.user.processQuery", .destructive, nil),
      ("coursio.user.userList", .destructive, nil), ("coursio.user.status", .read, nil),
      ("coursio.user.viewStats", .read, nil), ("coursio.user.getOrder", .read, nil),
      ("coursio.user.order", .write, nil), ("coursio.user.getDeleted", .destructive, nil),
      ("coursio.user.getRemoval", .destructive, nil), ("coursio.user.listDeletions", .destructive, nil),
      ("coursio.user.setBanned", .destructive, nil), ("coursio.user.updateCancelled", .destructive, nil),
      ("coursio.user.startSending", .outward, nil), ("coursio.user.createInvitation", .outward, nil),
      ("coursio.user.addNotification", .outward, nil), ("coursio.user.saveEmails", .outward, nil),
      ("coursio.user.deleteall", .destructive, nil), ("coursio.user.getDeleteall", .destructive, nil),
      ("coursio.user.read", .read, nil), ("coursio.user.listAll", .read, nil),
      ("coursio.user.getObliterate", .destructive, nil), ("coursio.user.listExpunge", .destructive, nil),
      ("coursio.user.viewUnpublish", .destructive, nil), ("coursio.user.getLock", .write, nil),
      ("coursio.user.getBanner", .read, nil), ("coursio.user.listEndpoints", .read, nil),
      ("coursio.user.listPayments", .read, nil), ("coursio.user.getPostcode", .read, nil),
      ("coursio.user.banall", .destructive, nil), ("coursio.user.getPaying", .destructive, nil),
      // Several objects are not a single target.
      ("coursio.user.delete(ids: [1, 2, 3])", .destructive, nil),
      ("coursio.user.delete(id: 1, ids: [1, 2, 3])", .destructive, nil),
      ("coursio.user.delete(id: 1, user_ids: \"2,3\")", .destructive, nil),
      ("coursio.user.delete(id: 1, more: {list: [{id: 2}]})", .destructive, nil),
      ("coursio.user.delete(id: [1])", .destructive, nil), ("coursio.user.deleteAll(id: 1)", .destructive, nil),
      ("coursio.user.delete(id: 1, all: true)", .destructive, nil),
      ("coursio.user.delete(id: 1, tags: [\"a\"])", .destructive, "1"),
      ("coursio.course.save", .write, nil), ("coderpad.request(\"get\", \"/api/x\")", .read, "x"),
      ("coderpad.request(\"PATCH\", \"/api/x\")", .destructive, "x"),
      ("coderpad.request(\"DELETE\", \"api/x\")", .destructive, "x"),
    ] as [(String, Risk, String?)])
  func `A call has its risk and its target`(call: String, risk: Risk, target: String?) throws {
    let bench = Bench(FakeServer(json: #"{"data":[],"has_more":false}"#))
    try bench.run(call)
    #expect(bench.server.requests.last?.context.risk == risk)
    #expect(bench.server.requests.last?.context.target == target)
  }

  @Test func `A refused call needs no credential and starts no exchange`() throws {
    let bench = Bench(environment: [:], policy: Policy(readOnly: .readOnly))
    #expect(bench.failure("coderpad", "pads", "create")?.kind == .policy)
    #expect(bench.log.count == 0)
  }

  @Test(arguments: [
    "try coderpad.pads.create catch .kind", "coderpad.pads.create?", "[.[]?, (coderpad.pads.create | error)?]",
    "coderpad.pads.create // 1",
  ])
  func `A policy refusal cannot be caught`(text: String) {
    let bench = Bench(policy: Policy(readOnly: .readOnly))
    #expect(throws: EvaluationError.self) { try bench.run(text) }
    #expect(bench.server.requests.isEmpty)
  }
}
