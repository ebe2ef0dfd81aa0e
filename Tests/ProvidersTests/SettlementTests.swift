import HTTP
import JSON
import Query
import Testing

@testable import Providers

/// Whether a write whose response was lost was carried out, judged by the provider's state.
@Suite struct SettlementTests {
  /// 2015-05-12T10:29:01Z, half a second before the clock of the bench.
  private static let sent = 1_431_426_541.0

  private struct Case: Sendable {
    var method: String
    var arguments: String
    var before: String?
    var others: [Value] = []
    var answers: [String]
    var settlement: String
  }

  private static func question(_ id: Int, _ title: String, _ created: String) -> String {
    #"{"id":\#(id),"title":"\#(title)","created_at":"\#(created)"}"#
  }

  private static func questions(_ items: String..., more: Bool = false) -> String {
    let next = more ? #","next_page":"https://app.coderpad.io/api/question?page=2""# : ""
    return #"{"status":"OK","questions":[\#(items.joined(separator: ","))]\#(next)}"#
  }

  private static func created(_ answers: [String], others: [Value] = [], _ settlement: String) -> Case {
    Case(
      method: "coderpad.questions.create", arguments: #"{"title":"x"}"#, others: others, answers: answers,
      settlement: settlement)
  }

  private static let new = question(7, "x", "2015-05-12T10:29:02Z")
  private static let alike = question(8, "x", "2015-05-12T12:29:09.520+02:00")
  private static let old = question(3, "x", "2015-05-12T10:28:50Z")

  private static let cases: [Case] = [
    created([questions(new, old)], "done \(new)"),
    created([questions(question(9, "y", "2015-05-12T10:29:05Z"), old)], "not done"),
    created([questions()], "not done"),
    // The clock and rounding may differ by two seconds.
    created(
      [questions(question(7, "x", "2015-05-12T10:28:59Z"))],
      #"done {"id":7,"title":"x","created_at":"2015-05-12T10:28:59Z"}"#),
    created([questions(question(7, "x", "2015-05-12T10:28:58Z"))], "not done"),
    created([questions(alike, new)], "unclear: 2 new objects look like it: 8, 7"),
    created([questions(alike, new)], others: [8], "done \(new)"),
    created([questions(alike, new)], others: [8, "7"], "not done"),
    // The list is read while its items are new.
    created([questions(alike, more: true), questions(new, old)], others: [8], "done \(new)"),
    created([questions(alike, old, more: true)], others: [8], "not done"),
    created(["{}"], "not done"),
    created([#"!500"#], "unclear: internal server error (HTTP 500)"),
    // No sent field distinguishes it.
    Case(
      method: "coderpad.questions.create", arguments: #"{"solution":"s"}"#, answers: [questions(new)],
      settlement: "unclear: there is a new object, but nothing in the request identifies it"),
    Case(
      method: "coderpad.pads.create", arguments: #"{"user_email":"a@example.com"}"#, answers: [],
      settlement: "unclear: pads.list does not show the pads of another user"),
    // Without a time the fields decide.
    Case(
      method: "tutrex.lessons.create", arguments: #"{"title":"t","startTime":1545318000,"duration":90}"#,
      answers: [#"{"status":"success","body":[{"id":1,"title":"t","startTime":"1545318000","duration":90}]}"#],
      settlement: #"done {"id":1,"title":"t","startTime":1545318000,"duration":90}"#),
    Case(
      method: "coursepath.members.create", arguments: #"{"email":"Ada@example.com","name":"Ada"}"#,
      answers: [#"[{"id":1,"email":"ada@example.com","name":"Ada"}]"#],
      settlement: #"done {"id":1,"email":"ada@example.com","name":"Ada"}"#),
    Case(
      method: "coursepath.programs.create_member", arguments: #"{"programId":1,"email":"ada@example.com"}"#,
      answers: [#"[{"id":1}]"#],
      settlement: "unclear: the member is there, but no endpoint shows who is in a program"),
    Case(
      method: "coursepath.programs.create_member", arguments: #"{"programId":1,"email":"ada@example.com"}"#,
      answers: ["[]"], settlement: "not done"),
    // An update: as it was sent, as it was before, or neither.
    updated(
      #"{"title":"new","notes":"n"}"#, before: #"{"title":"old","notes":"n"}"#,
      shows: #"{"title":" new\r\n","notes":"n"}"#,
      #"done {"title":" new\r\n","notes":"n"}"#),
    updated(#"{"title":"new"}"#, before: #"{"title":"old"}"#, shows: #"{"title":"old"}"#, "not done"),
    updated(
      #"{"title":"new"}"#, before: #"{"title":"old"}"#, shows: #"{"title":"other"}"#,
      "unclear: `title` is neither as it was nor as it was sent"),
    updated(#"{"title":"new"}"#, before: nil, shows: #"{"title":"other"}"#, "not done"),
    updated(#"{"title":"new"}"#, before: nil, shows: "!404", "unclear: the object is not there any more"),
    updated(#"{"private":true}"#, before: nil, shows: #"{"private":"true"}"#, #"done {"private":"true"}"#),
    updated(#"{"question_id":4}"#, before: "{}", shows: #"{"id":"A1"}"#, "unclear: no response shows `question_id`"),
    updated(
      #"{"title":"t","question_id":4}"#, before: #"{"title":"t"}"#, shows: #"{"title":"t"}"#,
      "unclear: no response shows `question_id`"),
    updated(
      #"{"title":"t","question_id":4}"#, before: #"{"title":"s"}"#, shows: #"{"title":"t"}"#, #"done {"title":"t"}"#),
    updated(
      #"{"ended":true}"#, before: #"{"ended_at":null}"#, shows: #"{"ended_at":"2015-05-12T10:29:02Z"}"#,
      #"done {"ended_at":"2015-05-12T10:29:02Z"}"#),
    updated(#"{"ended":true}"#, before: #"{"ended_at":null}"#, shows: #"{"ended_at":null}"#, "not done"),
    updated(#"{"deleted":true}"#, before: #"{"title":"t"}"#, shows: "!404", "done null"),
    updated(#"{"deleted":true}"#, before: #"{"title":"t"}"#, shows: #"{"title":"t"}"#, "not done"),
    // Fields hidden in a journal are not compared.
    updated(
      #"{"notes":"a <redacted>"}"#, before: #"{"notes":"b"}"#, shows: #"{"notes":"b"}"#,
      "unclear: no response shows `notes`"),
    updated(
      #"{"title":"new"}"#, before: #"{"title":"old","notes":"<redacted>"}"#, shows: #"{"title":"old"}"#, "not done"),
    // Deleted, present, in a group.
    Case(method: "coderpad.questions.delete", arguments: #"{"id":1}"#, answers: ["!404"], settlement: "done null"),
    Case(method: "coderpad.questions.delete", arguments: #"{"id":1}"#, answers: [new], settlement: "not done"),
    Case(
      method: "coursepath.enrollments.create", arguments: #"{"courseId":1,"memberId":5}"#, answers: [#"{"score":1}"#],
      settlement: #"done {"score":1}"#),
    Case(
      method: "coursepath.enrollments.create", arguments: #"{"courseId":1,"memberId":5}"#, answers: ["!404"],
      settlement: "not done"),
    Case(
      method: "coursepath.members.add_to_group", arguments: #"{"memberId":5,"name":"A"}"#,
      answers: [#"[{"name":"B"},{"id":1,"name":"A"}]"#], settlement: #"done {"id":1,"name":"A"}"#),
    Case(
      method: "coursepath.members.add_to_group", arguments: #"{"memberId":5,"name":"A"}"#,
      answers: [#"[{"name":"B"}]"#],
      settlement: "not done"),
    Case(
      method: "coursepath.members.remove_from_group", arguments: #"{"memberId":5,"name":"A"}"#,
      answers: [#"[{"name":"A"}]"#], settlement: "not done"),
    Case(
      method: "coursepath.members.remove_from_group", arguments: #"{"memberId":5,"name":"A"}"#, answers: ["!404"],
      settlement: "unclear: the response does not show it"),
    Case(
      method: "coursepath.members.remove_from_all_groups", arguments: #"{"memberId":5}"#, answers: ["[]"],
      settlement: "done null"),
    // Cases that cannot be settled.
    Case(
      method: "coursepath.members.invite", arguments: #"{"memberId":5}"#, answers: [],
      settlement: "unclear: no endpoint shows invitations"),
    Case(
      method: "coderpad.request", arguments: #"{"0":"POST","1":"/api/pads"}"#, answers: [],
      settlement: "unclear: no manifest describes this request"),
  ]

  private static func updated(_ sent: String, before: String?, shows: String, _ settlement: String) -> Case {
    Case(
      method: "coderpad.pads.update", arguments: #"{"id":"A1","# + sent.dropFirst(), before: before, answers: [shows],
      settlement: settlement)
  }

  @Test(arguments: cases.indices) func `A lost write is done, not done, or unclear`(index: Int) throws {
    let one = Self.cases[index]
    let server = FakeServer(
      one.answers.map { $0.hasPrefix("!") ? .json("{}", status: Int($0.dropFirst()) ?? 0) : .json($0) })
    let bench = Bench(server)
    let settlement = bench.client.settle(
      try Self.written(one), excluding: one.others, cancellation: Cancellation())
    #expect(Self.text(settlement) == one.settlement)
    #expect(server.requests.allSatisfy { $0.context.risk == .read })
    if !one.answers.contains("!500") { #expect(server.requests.count == one.answers.count) }
  }

  @Test(arguments: [("Tue, 12 May 2015 10:39:01 GMT", "done"), ("Tue, 12 May 2015 10:29:01 GMT", "not done")])
  func `A server clock that is ahead is taken into account`(date: String, expected: String) throws {
    var answer = Response.json(Self.questions(Self.question(7, "x", "2015-05-12T10:39:00Z")))
    answer.headers["date"] = date
    var older = Response.json(Self.questions(Self.question(7, "x", "2015-05-12T10:28:50Z")))
    older.headers["date"] = date
    let write = try Self.written(Self.created([], ""))
    let bench = Bench(FakeServer(expected == "done" ? [answer] : [older]))
    #expect(Self.text(bench.client.settle(write, excluding: [], cancellation: Cancellation())).hasPrefix(expected))
  }

  @Test func `Without the time of sending a create is unclear`() throws {
    var write = try Self.written(Self.created([], ""))
    write.sentAt = nil
    let bench = Bench(FakeServer(json: Self.questions(Self.new)))
    let settlement = bench.client.settle(write, excluding: [], cancellation: Cancellation())
    #expect(Self.text(settlement) == "unclear: it is not known when it was sent")
  }

  private static func written(_ one: Case) throws -> WrittenCall {
    let names = one.method.split(separator: ".", maxSplits: 1).map(String.init)
    return WrittenCall(
      account: Account(names[0]), method: names[1], arguments: try Value.parse(one.arguments),
      before: try one.before.map { try Value.parse($0) }, sentAt: sent)
  }

  private static func text(_ settlement: Settlement) -> String {
    switch settlement {
    case .done(let payload): "done \(payload.json())"
    case .notDone: "not done"
    case .unclear(let reason): "unclear: \(reason)"
    }
  }
}
