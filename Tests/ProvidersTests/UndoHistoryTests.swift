import HTTP
import JSON
import Providers
import Query
import Testing

/// The call that undoes a write, found in the session's responses.
struct UndoHistoryTests {
  private typealias Case = (calls: [(call: String, answer: String)], undo: String)

  private static func lesson(_ id: Int, _ title: String) -> String {
    #"{"status":"success","body":{"id":\#(id),"title":"\#(title)","startTime":"1545318000","duration":90}}"#
  }

  private static func pads(_ fields: String) -> String {
    #"{"status":"OK","pads":[{"id":"A1",\#(fields)},{"id":"B2","title":"other"}],"total":2}"#
  }

  private static let cases: [Case] = [
    // A created object is deleted.
    (
      [("coderpad.pads.create(title: \"x\")", #"{"status":"OK","id":"Z9","title":"x"}"#)],
      "coderpad.pads.delete(id: \"Z9\")"
    ),
    (
      [("coderpad@old.questions.create(title: \"x\")", #"{"status":"OK","id":42}"#)],
      "coderpad@old.questions.delete(id: 42)"
    ),
    (
      [("tutrex.lessons.create(startTime: 1545318000, title: \"x\", duration: 90)", lesson(7, "x"))],
      "tutrex.lessons.delete(lessonId: 7)"
    ),
    ([("coderpad.pads.create", #"{"status":"OK"}"#)], "error: its response does not show `id`"),
    // Changed fields get their former values, from a list, from the item itself, and from the response to an update.
    (
      [
        ("coderpad.pads.list", pads(#""title":"Old \\(1)","private":false"#)),
        ("coderpad.pads.update(\"A1\", title: \"New\", private: true)", #"{"status":"OK"}"#),
      ], #"coderpad.pads.update(id: "A1", title: "Old \\(1)", private: false)"#
    ),
    (
      [("tutrex.lessons.get(7)", lesson(7, "Old")), ("tutrex.lessons.update(7, title: \"New\")", lesson(7, "New"))],
      #"tutrex.lessons.update(lessonId: 7, title: "Old")"#
    ),
    (
      [
        ("coderpad.pads.get(\"A1\")", #"{"status":"OK","id":"A1","title":"one"}"#),
        ("coderpad.pads.update(\"A1\", title: \"two\")", #"{"status":"OK"}"#),
        ("coderpad.pads.update(\"A1\", title: \"three\")", #"{"status":"OK"}"#),
      ], #"coderpad.pads.update(id: "A1", title: "two")"#
    ),
    (
      [
        ("coursepath.members.get(5)", #"{"id":5,"company":"old"}"#),
        ("coursepath.members.update(5, company: \"x\")", ""),
      ],
      #"coursepath.members.update(memberId: 5, company: "old")"#
    ),
    // In another account, of another item, or unknown.
    (
      [
        ("coderpad@old.pads.get(\"A1\")", #"{"status":"OK","id":"A1","title":"one"}"#),
        ("coderpad.pads.update(\"A1\", title: \"two\")", #"{"status":"OK"}"#),
      ], "error: the previous value of `title` is not known"
    ),
    (
      [
        ("coursepath.members.courses(5)", #"[{"id":5,"name":"a course"}]"#),
        ("coursepath.members.update(5, name: \"Ada\")", "{}"),
      ], "error: the previous value of `name` is not known"
    ),
    (
      [
        ("coderpad.pads.list", pads(#""notes":null"#)),
        ("coderpad.pads.update(\"A1\", notes: \"n\")", #"{"status":"OK"}"#),
      ], "error: `notes` was null, and cannot be set to that"
    ),
    (
      [
        ("tutrex.lessons.get(7)", lesson(7, "a")),
        ("tutrex.lessons.update(7, exitLink: \"https://x.org\")", lesson(7, "a")),
      ],
      "error: the previous value of `exitLink` is not known"
    ),
    // The inverse method.
    (
      [("coursepath.members.add_to_group(5, \"Sales\")", "")],
      #"coursepath.members.remove_from_group(memberId: 5, name: "Sales")"#
    ),
    (
      [("coursepath.members.remove_from_group(5, \"Sales\")", "")],
      #"coursepath.members.add_to_group(memberId: 5, name: "Sales")"#
    ),
    ([("coursepath.enrollments.create(1, 5)", "{}")], "coursepath.enrollments.delete(courseId: 1, memberId: 5)"),
    (
      [("coursepath.program_enrollments.delete(1, 5)", "{}")],
      "coursepath.program_enrollments.create(programId: 1, memberId: 5)"
    ),
    ([("coursepath.enrollments.delete(1, 5)", "{}")], "coursepath.enrollments.create(courseId: 1, memberId: 5)"),
    (
      [
        ("coderpad.questions.get(1)", #"{"status":"OK","id":1,"title":"t","language":"c","contents":null}"#),
        ("coderpad.questions.delete(1)", #"{"status":"OK"}"#),
      ], #"coderpad.questions.create(title: "t", language: "c")"#
    ),
    // Writes that cannot be undone.
    ([("coderpad.pads.end(\"A1\")", #"{"status":"OK"}"#)], "error: there is no re-open"),
    ([("coursepath.members.remove_from_all_groups(5)", "{}")], "error: the previous value is not known"),
    ([("coderpad.questions.delete(1)", #"{"status":"OK"}"#)], "error: the previous value is not known"),
    (
      [("coderpad.pads.update(\"A1\", ended: true)", #"{"status":"OK"}"#)],
      "error: it ends the interview, there is no re-open"
    ),
    (
      [
        ("coderpad.pads.create(title: \"x\")", #"{"status":"OK","id":"Z9","title":"x"}"#),
        ("coderpad.request(\"POST\", \"/api/pads\")", #"{"status":"OK"}"#),
      ], "error: no manifest describes this request"
    ),
    ([("coderpad.pads.list", pads(#""title":"x""#))], "error: nothing to undo"),
    (
      [("coderpad.pads.create(title: \"x\")", #"{"status":"ERROR","message":"no"}"#)],
      "error: nothing to undo"
    ),
  ]

  @Test("The latest write is undone by its inverse", arguments: cases.indices)
  func takesBack(index: Int) throws {
    let (calls, expected) = Self.cases[index]
    var keys = Bench.keys
    keys["EDUSH_CODERPAD_OLD_API_KEY"] = "old-key"
    let bench = Bench(FakeServer(calls.map { .json($0.answer) }), environment: keys)
    for (call, _) in calls { _ = try? bench.run(call) }
    do throws(Failure) {
      let step = try bench.undoHistory.step(of: nil)
      #expect(step.text == expected)
      #expect(throws: Never.self) { try bench.run(step.text) }
    } catch {
      let said = "error: " + (error.message.split(separator: " undone: ").last.map(String.init) ?? "")
      #expect(said == expected, "\(error.message)")
    }
  }

  @Test("Undo goes from the latest write to the first, and undoes nothing twice")
  func goesBack() throws {
    let question = #"{"status":"OK","id":1}"#
    let answers = [question, question.replacing("1", with: "2"), #"{"status":"OK"}"#, #"{"status":"ERROR"}"#]
    let bench = Bench(FakeServer(answers.map { .json($0) }))
    for _ in 1...2 { try bench.run("coderpad.questions.create(title: \"x\")") }
    let caller = bench.client.caller(cancellation: Cancellation())
    let second = try bench.undoHistory.step(of: nil)
    #expect(second.text == "coderpad.questions.delete(id: 2)")
    _ = try bench.undoHistory.undo(second, with: caller)
    let first = try bench.undoHistory.step(of: nil)
    #expect(first.text == "coderpad.questions.delete(id: 1)")
    // It is refused, so it can be tried again.
    #expect(throws: Failure.self) { try bench.undoHistory.undo(first, with: caller) }
    #expect(try bench.undoHistory.step(of: nil).exchange == first.exchange)
    #expect(throws: Failure.self) { try bench.undoHistory.step(of: second.exchange) }
    // The deletion itself, selected by number, cannot be undone.
    #expect(throws: Failure.self) { try bench.undoHistory.step(of: 3) }
  }
}

extension UndoHistory.Step {
  fileprivate var text: String { (inverse?.calls ?? []).map(\.text).joined(separator: "; ") }
}
