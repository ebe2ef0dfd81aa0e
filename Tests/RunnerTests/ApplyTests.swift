import Diagnostics
import JSON
import Query
import Script
import Synchronization
import Testing

@testable import Providers
@testable import Runner

/// Notes calls and answers them from a table; a create returns a number.
private final class NotingCaller: Caller {
  let objects: [String: Value]
  let failing: [String: Failure]
  private let state = Mutex<[Call]>([])

  init(_ objects: [String: Value] = [:], failing: [String: Failure] = [:]) {
    self.objects = objects
    self.failing = failing
  }

  var calls: [String] { state.withLock { $0.map(\.text) } }
  var units: [UnitKey?] { state.withLock { $0.map { $0.unit?.key } } }

  func call(_ call: Call) throws(Failure) -> Value {
    let number = state.withLock { calls -> Int in
      calls.append(call)
      return calls.count
    }
    if let failure = failing[call.method] { throw failure }
    guard call.method == "get" else { return ["id": Value(number), "owner": ["name": "Ada"]] }
    let id = call.arguments.first?.value.json() ?? ""
    guard let object = objects[id] else { throw Failure(.api, "gone", status: 404) }
    return object
  }

  func pages(_ call: Call) throws(Failure) -> any PageIterator { throw Failure(.script, "none") }
  func exchange(_ number: Int?, range: SourceRange) throws(Failure) -> Value { .null }
}

/// Notes the callbacks for units.
private final class NotingObserver: UnitObserver {
  private let state = Mutex<[String]>([])
  var heard: [String] { state.withLock { $0 } }

  func begin(_ unit: WorkUnit, row: Row?) -> Admission {
    state.withLock { $0.append("begin \(row.map { "row \($0.index + 1)" } ?? "statement")") }
    return .run
  }

  func finish(_ unit: WorkUnit, _ outcome: UnitOutcome) {
    let text = if case .done = outcome { "done" } else { "failed" }
    state.withLock { $0.append(text) }
  }
}

@Suite struct ApplyTests {
  private func apply(
    _ steps: [PlannedStep], _ caller: NotingCaller, observers: [any UnitObserver] = [], secrets: [String: String] = [:]
  ) -> (states: [String], code: Int32) {
    let states = Mutex<[String]>([])
    let outcome = Apply.run(
      PlanSample.plan(steps), caller: caller, observers: observers,
      in: Apply.Surroundings(
        reading: { write in
          var read = write
          read.method = "get"
          read.arguments = write.arguments.filter { $0.name == "id" }
          return read
        },
        redact: { $0 }, secrets: secrets, report: { step in states.withLock { $0.append(step.state.name) } }))
    return (states.withLock { $0 }, outcome.exitCode)
  }

  private func update(_ id: String, row: Int? = nil, title: Value = "b") -> PlannedStep {
    PlanSample.step(
      "pads.update", .update, row: row, key: Value(id), target: id, arguments: ["id": Value(id), "title": title],
      before: ["id": Value(id), "title": "a"], fields: [ChangedField(path: "title", before: "a", after: title)])
  }

  @Test func `Each object is read again before it is written`() {
    let caller = NotingCaller([#""X""#: ["id": "X", "title": "a", "notes": "changed"]])
    #expect(apply([update("X")], caller) == (["done"], 0))
    #expect(caller.calls == [#"coderpad.pads.get(id: "X")"#, #"coderpad.pads.update(id: "X", title: "b")"#])
  }

  @Test func `An object that has changed is refused; its row stops, and the others continue`() {
    let caller = NotingCaller([#""X""#: ["title": "c"], #""Y""#: ["title": "a"]])
    let observer = NotingObserver()
    var second = update("X", row: 1)
    second.step = 2
    #expect(
      apply([update("X", row: 1), second, update("Y", row: 2)], caller, observers: [observer])
        == (["drift", "left", "done"], 7))
    #expect(caller.calls.count == 3)
    #expect(observer.heard == ["begin row 1", "failed", "begin row 2", "done"])
  }

  @Test func `An object that is gone counts as changed`() {
    #expect(apply([update("X")], NotingCaller()) == (["drift"], 7))
  }

  @Test func `A row's failure leaves the others running; a failure that affects every row ends the run`() {
    let rows = [update("X", row: 1), update("Y", row: 2)]
    let objects: [String: Value] = [#""X""#: ["title": "a"], #""Y""#: ["title": "a"]]
    func caller(_ kind: Failure.Kind) -> NotingCaller {
      NotingCaller(objects, failing: ["update": Failure(kind, "no")])
    }
    #expect(apply(rows, caller(.api)) == (["failed", "failed"], 7))
    #expect(apply(rows, caller(.policy)) == (["failed"], 8))
    #expect(apply(rows, caller(.auth)) == (["failed"], 3))
    #expect(apply([update("X"), update("Y", row: 1)], caller(.api)) == (["failed"], 4))
  }

  @Test func `An update that changes nothing is not sent`() {
    let caller = NotingCaller()
    #expect(apply([PlanSample.step("pads.update", .unchanged)], caller) == (["unchanged"], 0))
    #expect(caller.calls.isEmpty)
  }

  @Test func `Placeholders become earlier results: as values, inside strings, and as their text`() {
    let caller = NotingCaller()
    let arguments: Object = [
      "id": "⟨coderpad.pads.create 1: id⟩", "text": "⟨coderpad.pads.create 1: id, as text⟩",
      "title": "pad ⟨coderpad.pads.create 2: id⟩ of ⟨coderpad.pads.create 1: owner.name⟩, ⟨not one⟩",
      "deep": [["id": "⟨coderpad.pads.create 2: id⟩"]], "pass": "⟨--pass⟩",
    ]
    let steps = [
      PlanSample.step("pads.create", .create), PlanSample.step("pads.create", .create),
      PlanSample.step("pads.send", .send, arguments: arguments),
    ]
    #expect(apply(steps, caller, secrets: ["pass": "swordfish"]) == (["done", "done", "done"], 0))
    #expect(
      caller.calls.last
        == #"coderpad.pads.send(id: 1, text: "1", title: "pad 2 of Ada, ⟨not one⟩", deep: [{"id":2}], pass: "swordfish")"#
    )
  }

  @Test func `A placeholder for a step that failed fails its row`() {
    let create = PlanSample.step("pads.create", .create, row: 1)
    let use = PlanSample.step("pads.send", .send, row: 2, arguments: ["id": "⟨coderpad.pads.create 1: id⟩"])
    let caller = NotingCaller(failing: ["create": Failure(.api, "no")])
    #expect(apply([create, use], caller) == (["failed", "failed"], 7))
  }

  @Test func `A placeholder in quotation marks that may or may not mean JSON fails`() {
    let create = PlanSample.step("pads.create", .create)
    func use(_ path: String) -> [PlannedStep] {
      [
        create,
        PlanSample.step("pads.send", .send, arguments: ["text": Value("\"⟨coderpad.pads.create 1: \(path)⟩\"")]),
      ]
    }
    #expect(apply(use("id"), NotingCaller()).states == ["done", "failed"])
    #expect(apply(use("owner.name"), NotingCaller()).states == ["done", "done"])
  }

  @Test func `Rows are identified by content, statements by order`() {
    let caller = NotingCaller()
    func create(_ row: Int?, _ key: Value = .null, step: Int = 1) -> PlannedStep {
      PlanSample.step("pads.create", .create, step: step, row: row, key: key)
    }
    let observer = NotingObserver()
    _ = apply(
      [create(nil), create(1, "a"), create(2, "a"), create(nil, step: 2), create(1, "a")], caller, observers: [observer]
    )
    let digest = Digest("a")
    #expect(
      caller.units == [
        .statement(0), .row(loop: 0, key: .content(digest, occurrence: 0)),
        .row(loop: 0, key: .content(digest, occurrence: 1)), .statement(0),
        .row(loop: 1, key: .content(digest, occurrence: 0)),
      ])
    #expect(observer.heard.count { $0 == "begin statement" } == 1 && observer.heard.last == "done")
  }
}

@Suite struct DriftTests {
  private func drift(_ before: Value, _ now: Value) -> [String] {
    Drift(PlanSample.step("x.delete", .delete, before: before), now: now).differences.map(\.text)
  }

  @Test func `For a deletion every field counts except timestamps and counters`() {
    let before: Value = ["id": 1, "title": "a", "used": 3, "updated_at": "x", "lastLogin": 5, "by": ["name": "Ada"]]
    #expect(
      drift(before, ["id": 1, "title": "a", "used": 4, "updated_at": "y", "lastLogin": 6, "by": ["name": "Ada"]]) == [])
    #expect(
      drift(before, ["id": 1, "title": "b", "by": ["name": "Eve"], "shared": true]) == [
        #"title: "a" → "b""#, #"by.name: "Ada" → "Eve""#, "shared: null → true",
      ])
    #expect(drift(["startTime": 5], ["startTime": 6]) == ["startTime: 5 → 6"])
  }
}
