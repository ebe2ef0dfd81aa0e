import HTTP
import JSON
import Query
import Synchronization
import Testing

@testable import Providers

/// The planned writes of a script.
@Suite struct PlannedWriteTests {
  private static let question = #"{"status":"OK","id":42,"title":"a","used":3}"#

  private func plan(_ text: String, _ answers: String...) throws -> (writes: [PlannedWrite], sent: [String]) {
    let writes = Mutex<[PlannedWrite]>([])
    let planner = CallPlanner(show: { plan in writes.withLock { $0 += [plan.write].compactMap(\.self) } })
    let bench = Bench(FakeServer(answers.map { .json($0) }), planner: planner)
    try bench.run(text)
    return (writes.withLock { $0 }, bench.server.requests.map(\.method))
  }

  @Test func `An update records the object before it, and the changed fields`() throws {
    let (writes, sent) = try plan(#"coderpad.questions.update(42, title: "b", language: "ruby")"#, Self.question)
    let write = try #require(writes.first)
    #expect(sent == ["GET"] && write.change == .update && write.target == "42" && write.label == "a")
    #expect(write.before == ["id": 42, "title": "a", "used": 3])
    #expect(
      write.fields == [
        ChangedField(path: "title", before: "a", after: "b"),
        ChangedField(path: "language", before: .null, after: "ruby"),
      ])
    #expect(write.arguments == ["id": 42, "title": "b", "language": "ruby"])
  }

  @Test func `An update that changes nothing is unchanged`() throws {
    let (writes, _) = try plan(#"coderpad.questions.update(42, title: "a")"#, Self.question)
    #expect(writes.map(\.change) == [.unchanged])
  }

  @Test func `A second update sees the result of the first`() throws {
    let text = #"coderpad.questions.update(42, title: "b", solution: "s") | coderpad.questions.update(42, title: "c")"#
    let (writes, sent) = try plan(text, Self.question)
    #expect(sent == ["GET"])
    #expect(writes.last?.fields == [ChangedField(path: "title", before: "b", after: "c")])
    // The object has no solution field, so it is not compared later.
    #expect(writes.last?.before == ["id": 42, "title": "b", "used": 3])
  }

  @Test func `An object that would be deleted cannot be written again`() throws {
    let (writes, _) = try plan("coderpad.questions.delete(42)", Self.question)
    #expect(writes.map(\.change) == [.delete] && writes.first?.label == "a" && writes.first?.before["id"] == 42)
    #expect(throws: EvaluationError.self) {
      try plan(#"coderpad.questions.delete(42) | coderpad.questions.update(42, title: "b")"#, Self.question)
    }
  }

  @Test(
    "The method determines the change",
    arguments: [
      (#"coderpad.pads.create(title: "x")"#, PlannedWrite.Change.create),
      (#"coursepath.courses.create_member(4, email: "a@example.com")"#, .create),
      ("coursepath.enrollments.create(4, 5)", .create), ("coursepath.members.remove_from_all_groups(5)", .delete),
      (#"coderpad.pads.end("AB")"#, .send), ("coursepath.members.invite(5)", .send),
      (#"coursio.users.create(email: "a@example.com")"#, .create), ("coursio.users.delete(id: 5)", .delete),
      (#"coderpad.request("PUT", "/api/pads/AB", form: {title: "x"})"#, .update),
    ])
  func change(text: String, change: PlannedWrite.Change) throws {
    #expect(try plan(text).writes.map(\.change) == [change])
  }

  @Test func `The recipient of an outward call is named`() throws {
    let (writes, sent) = try plan("coursepath.members.invite(7)", #"{"id":7,"name":"Ada Lovelace"}"#)
    #expect(sent == ["GET"] && writes.first?.label == "Ada Lovelace" && writes.first?.target == "7")
  }

  @Test func `A read of a planned object is left to apply`() throws {
    let text = #"coursepath.members.create(email: "a@example.com") | coursepath.members.get(.id)"#
    #expect(throws: Never.self) { try plan(text) }
    #expect(throws: EvaluationError.self) {
      try plan(
        #"coursio.users.create(email: "a") | coderpad.pads.get(.id) | coderpad.pads.update("AB", title: .title)"#)
    }
  }
}
