import HTTP
import JSON
import Query
import Testing

@testable import Providers

/// The calls that undo a write, found in a journal's records.
@Suite struct WayBackTests {
  private typealias Case = (method: String, arguments: String, before: String?, payload: String?, way: String)

  private static let cases: [Case] = [
    (
      "coderpad.pads.create", #"{"title":"x"}"#, nil, #"{"id":"Z9"}"#,
      #"coderpad.pads.delete(id: "Z9") but the pad still counts against the month's quota"#
    ),
    ("coderpad.pads.create", #"{"title":"x"}"#, nil, nil, "none: its response does not show `id`"),
    (
      "coderpad.pads.update", #"{"id":"A1","title":"new","private":true}"#, #"{"title":"old","private":false}"#, nil,
      #"coderpad.pads.update(id: "A1", title: "old", private: false)"#
    ),
    // Fields that were null or are never shown stay unchanged.
    (
      "coursepath.members.update", #"{"memberId":5,"company":"x","country":"y"}"#, #"{"company":"old","country":null}"#,
      nil, #"coursepath.members.update(memberId: 5, company: "old") but `country` was null, and cannot be set to that"#
    ),
    (
      "coursepath.members.update", #"{"memberId":5,"association":"x"}"#, #"{"association":"old"}"#, nil,
      #"coursepath.members.update(memberId: 5, association: "old")"#
    ),
    (
      "tutrex.lessons.update", #"{"lessonId":7,"title":"x","exitLink":"https://x.org"}"#, #"{"title":"old"}"#, nil,
      #"tutrex.lessons.update(lessonId: 7, title: "old") but the previous value of `exitLink` is not known"#
    ),
    (
      "tutrex.lessons.update", #"{"lessonId":7,"title":"x"}"#, nil, nil,
      "none: the previous value of `title` is not known"
    ),
    // A deleted object is created again.
    (
      "coderpad.questions.delete", #"{"id":42}"#, #"{"id":42,"title":"t","language":"ruby","contents":""}"#, nil,
      #"coderpad.questions.create(title: "t", language: "ruby", contents: "") but the question gets a new id, and loses its solution and candidate_description"#
    ),
    ("coderpad.questions.delete", #"{"id":42}"#, nil, nil, "none: the previous value is not known"),
    (
      "tutrex.lessons.delete", #"{"lessonId":7}"#, #"{"title":"t","duration":90}"#, nil,
      "none: the previous value of `startTime` is not known"
    ),
    // Each group again.
    (
      "coursepath.members.remove_from_all_groups", #"{"memberId":5}"#, #"[{"id":1,"name":"A"},{"id":2,"name":"B"}]"#,
      nil,
      #"coursepath.members.add_to_group(memberId: 5, name: "A"); coursepath.members.add_to_group(memberId: 5, name: "B")"#
    ),
    ("coursepath.members.remove_from_all_groups", #"{"memberId":5}"#, "[]", nil, ""),
    (
      "coursepath.members.remove_from_all_groups", #"{"memberId":5}"#, nil, nil, "none: the previous value is not known"
    ),
    (
      "coursepath.enrollments.delete", #"{"courseId":1,"memberId":5}"#, nil, nil,
      "coursepath.enrollments.create(courseId: 1, memberId: 5) but the learning results are lost"
    ),
    // A placeholder is not a value.
    (
      "coderpad.pads.update", #"{"id":"A1","notes":"n"}"#, #"{"notes":"key <redacted>!"}"#, nil,
      "none: `notes` contains a secret, which is not kept"
    ),
    (
      "coderpad.pads.update", #"{"id":"A1","title":"n"}"#, #"{"title":"t","notes":"<redacted>"}"#, nil,
      #"coderpad.pads.update(id: "A1", title: "t")"#
    ),
    // Never.
    (
      "coderpad.pads.update", #"{"id":"A1","ended":true}"#, "{}", nil,
      "none: it ends the interview, there is no re-open"
    ),
    ("coursepath.members.invite", #"{"memberId":5}"#, nil, "{}", "none: an e-mail cannot be called back"),
    ("coderpad.request", #"{"0":"POST","1":"/api/pads"}"#, nil, "{}", "none: no manifest describes this request"),
    ("coderpad.pads.paint", "{}", nil, "{}", "none: coderpad has no method `pads.paint`"),
    ("nobody.pads.paint", "{}", nil, "{}", "none: there is no provider `nobody`"),
  ]

  @Test(arguments: cases.indices) func `A write can be undone or has a reason why not`(index: Int) throws {
    let one = Self.cases[index]
    let bench = Bench()
    #expect(Self.text(bench.client.wayBack(of: try Self.written(one))) == one.way)
    #expect(bench.server.requests.isEmpty)
  }

  @Test func `The calls are made in the write's account`() throws {
    var write = try Self.written(("coderpad.questions.create", "{}", nil, #"{"id":1}"#, ""))
    write.account = Account("coderpad", profile: "old")
    guard case .calls(let calls, _) = Bench().client.wayBack(of: write) else {
      Issue.record("there is none")
      return
    }
    #expect(calls.map(\.account) == [write.account])
  }

  @Test func `A user manifest changes how a method is undone and probed`() throws {
    let overlay = #"""
      {resources: {pads: {methods: {
        end: {undo: {method: "pads.update", arguments: {notes: ".before.notes"}, caveat: "by hand"},
          probe: "ask Ada"},
        update: {undo: {restores: ["title"]}, probe: null}
      }}}}
      """#
    let bench = Bench(manifests: [("coderpad", overlay)])
    let end = WrittenCall(
      account: Account("coderpad"), method: "pads.end", arguments: ["id": "A1"], before: ["notes": "o"])
    #expect(
      Self.text(bench.client.wayBack(of: end)) == #"coderpad.pads.update(id: "A1", notes: "o") but by hand"#)
    let update = WrittenCall(
      account: Account("coderpad"), method: "pads.update", arguments: ["id": "A1", "notes": "n"], before: ["notes": "o"]
    )
    #expect(Self.text(bench.client.wayBack(of: update)) == "none: the previous value of `notes` is not known")
    for (write, reason) in [(end, "ask Ada"), (update, "the manifest does not describe how to find out")] {
      guard case .unclear(reason) = bench.client.settle(write, excluding: [], cancellation: Cancellation()) else {
        Issue.record("\(write.method)")
        continue
      }
    }
    #expect(bench.client.findings(in: "coderpad").isEmpty)
    #expect(bench.server.requests.isEmpty)
  }

  private static func written(_ one: Case) throws -> WrittenCall {
    let names = one.method.split(separator: ".", maxSplits: 1).map(String.init)
    return WrittenCall(
      account: Account(names[0]), method: names[1], arguments: try Value.parse(one.arguments),
      before: try one.before.map { try Value.parse($0) }, payload: try one.payload.map { try Value.parse($0) })
  }

  private static func text(_ way: WayBack) -> String {
    switch way {
    case .calls(let calls, let caveat):
      calls.map(\.text).joined(separator: "; ") + (caveat.map { " but \($0)" } ?? "")
    case .none(let reason): "none: \(reason)"
    }
  }
}
