import Diagnostics
import HTTP
import JSON
import Query
import Script
import Testing

@testable import Providers
@testable import Runner

/// Plans that the tests build by hand.
enum PlanSample {
  static let before: Value = ["id": "AFQ2K9A3", "title": "a", "used": 3, "updated_at": "2026-01-01T00:00:00Z"]

  static func step(
    _ method: String, _ change: PlannedWrite.Change, provider: String = "coderpad", step: Int = 1, row: Int? = nil,
    key: Value = .null, target: String? = nil, label: String? = nil, arguments: Object = [:], before: Value = .null,
    fields: [ChangedField] = []
  ) -> PlannedStep {
    PlannedStep(
      step: step, row: row, key: key, account: Account(provider), method: method, risk: .write, change: change,
      target: target, label: label, arguments: arguments, before: before, fields: fields)
  }

  static let steps = [
    step("questions.create", .create, arguments: ["title": "Loops", "language": "ruby"]),
    step(
      "pads.update", .update, target: "AFQ2K9A3", arguments: ["id": "AFQ2K9A3", "title": "b"], before: before,
      fields: [ChangedField(path: "title", before: "a", after: "b")]),
    step(
      "questions.delete", .delete, target: "42", label: "Are fruits tomatoes?", arguments: ["id": 42],
      before: ["id": 42]),
    step(
      "members.invite", .send, provider: "coursepath", target: "7", label: "Ada Lovelace", arguments: ["memberId": 7]),
  ]

  static func plan(_ steps: [PlannedStep] = steps, requests: [(provider: String, count: Int)] = []) -> Plan {
    Plan(
      scriptName: "x.eduscript", scriptDigest: "ab", parameters: ["title": "Loops"], createdAt: "2026-11-29T12:00:00Z",
      requests: requests, estimate: 0, steps: steps)
  }
}

@Suite struct PlanFileTests {
  @Test func `A plan shows one line per step, and the counts`() {
    let text = PlanText(PlanSample.plan(requests: [("coderpad", 5), ("coursepath", 1)])).text
    #expect(
      text == """
        + coderpad.questions.create      title: "Loops", language: "ruby"
        ~ coderpad.pads.update AFQ2K9A3  title: "a" → "b"
        - coderpad.questions.delete 42   "Are fruits tomatoes?"
        ! coursepath.members.invite 7    Ada Lovelace
        plan: 1 to create, 1 to update, 1 to delete, 1 to send; 5 requests to coderpad, 1 to coursepath

        """)
  }

  @Test func `A plan without steps has nothing to do`() {
    #expect(PlanText(PlanSample.plan([])).text == "plan: nothing to do\n")
  }

  @Test func `The file has one line per step, and reads back unchanged`() throws {
    let plan = PlanSample.plan(requests: [("coderpad", 5)])
    let lines = plan.file.split(separator: "\n")
    #expect(lines.count == 2 + 9 + 4 + 1)
    #expect(lines.count { $0.hasPrefix(#"    {"step":1,"row":null,"key":null,"provider":"#) } == 4)
    let read = try Plan(file: Array(plan.file.utf8), name: "p")
    #expect(read.value == plan.value && read.file == plan.file)
    #expect(read.steps[1].fields == plan.steps[1].fields && read.steps[3].account.provider == "coursepath")
  }

  @Test func `The digest covers all other members as canonical JSON`() throws {
    var members = try #require(try Value.parse(PlanSample.plan().file).object)
    let digest = members.removeValue(forKey: "digest")
    #expect(Value(Digest(Value(members)).hexadecimal) == digest)
  }

  @Test func `Any changed byte invalidates the file`() throws {
    let bytes = Array(PlanSample.plan().file.utf8)
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1
      #expect(throws: Diagnostic.self) { try Plan(file: changed, name: "p") }
    }
    #expect(throws: Diagnostic.self) { try Plan(file: bytes + [0x0A], name: "p") }
    #expect(throws: Diagnostic.self) { try Plan(file: Array(bytes.dropLast()), name: "p") }
  }
}

@Suite struct PlanDraftTests {
  private func write(_ method: String, number: Int, row: Int, _ arguments: Object = [:]) -> RecordedWrite {
    RecordedWrite(
      write: PlannedWrite(
        account: Account("coderpad"), method: method, risk: .write, number: number, change: .create,
        arguments: arguments),
      unit: .row(loop: 0, key: .index(row)), row: .init(number: row, key: Value(row)))
  }

  private func output(_ number: Int) -> Value {
    Placeholder.text(call: "coderpad.pads.create", number: number, path: "id")
  }

  @Test func `Placeholders are numbered like the steps`() {
    let draft = PlanDraft(secrets: SecretReferences([]), redact: { $0 })
    let (steps, left) = draft.steps([
      write("pads.create", number: 2, row: 1), write("pads.update", number: 1, row: 1, ["id": output(2)]),
      write("pads.create", number: 1, row: 2), write("pads.update", number: 2, row: 2, ["id": output(1)]),
    ])
    #expect(left.isEmpty && steps.map(\.step) == [1, 2, 1, 2])
    #expect(steps[1].arguments["id"] == output(1) && steps[3].arguments["id"] == output(2))
  }

  @Test func `A row that needs a result of an unplanned row is skipped`() {
    let draft = PlanDraft(secrets: SecretReferences([]), redact: { $0 })
    let (steps, left) = draft.steps([
      write("pads.update", number: 1, row: 1, ["id": output(1)]), write("pads.create", number: 2, row: 2),
    ])
    #expect(steps.map(\.row) == [2] && left.count == 1)
  }

  @Test func `Secret parameters are references, and other secrets exclude a row`() {
    let redact: (Value) -> Value = { value in value.mapTexts { $0 == "token-1" ? "<redacted>" : nil } }
    let draft = PlanDraft(secrets: SecretReferences([("pass", "swordfish")]), redact: redact)
    let (steps, left) = draft.steps([
      write("pads.create", number: 1, row: 1, ["title": "my swordfish", "notes": "swordfish"]),
      write("pads.create", number: 2, row: 2, ["title": "token-1"]),
    ])
    #expect(steps.map(\.arguments) == [["title": "my ⟨--pass⟩", "notes": "⟨--pass⟩"]])
    #expect(left.first?.message.contains("row 2") == true)
  }
}

@Suite struct PlanRecorderTests {
  private let recorder = PlanRecorder()

  private func hear(_ title: String, in unit: WorkUnit) throws {
    let request = Request(
      method: "POST", base: try BaseURL("https://pads.example"),
      context: CallContext(Account("coderpad"), method: "pads.create", risk: .write))
    let write = PlannedWrite(
      account: Account("coderpad"), method: "pads.create", risk: .write, step: unit.nextStep(), number: 1,
      change: .create, arguments: ["title": Value(title)])
    recorder.hear(CallPlanner.Plan(request: request, decision: .send, write: write))
  }

  private func row(_ index: Int) -> WorkUnit {
    let unit = WorkUnit(.row(loop: 0, key: .index(index)), seed: 0)
    let source = SourceText(name: "x", text: "")
    _ = recorder.begin(unit, row: Row(index: index, value: Value(index), name: "r", source: source, range: .init(0, 0)))
    return unit
  }

  private var titles: [String] { recorder.writes.compactMap { $0.write.arguments["title"]?.string } }

  @Test func `Rows that run in parallel are in source order`() throws {
    let statement = WorkUnit(.statement(0), seed: 0)
    try hear("before", in: statement)
    let (first, second) = (row(0), row(1))
    try hear("b1", in: second)
    try hear("a1", in: first)
    try hear("b2", in: second)
    recorder.finish(second, .done)
    try hear("a2", in: first)
    recorder.finish(first, .done)
    try hear("after", in: statement)
    #expect(titles == ["before", "a1", "a2", "b1", "b2", "after"])
    #expect(recorder.writes.map(\.row?.number) == [nil, 1, 1, 2, 2, nil])
  }

  @Test func `A row that failed or is retried leaves no trace`() throws {
    let (first, second) = (row(0), row(1))
    try hear("a", in: first)
    recorder.finish(first, .failed(Failure(.api, "no")))
    try hear("b", in: second)
    let source = SourceText(name: "x", text: "")
    let row = Row(index: 1, value: 1, name: "r", source: source, range: .init(0, 0))
    recorder.retry(second, row: row, Failure(.transport, "cut"), attempt: 1)
    try hear("b again", in: second)
    recorder.finish(second, .done)
    #expect(titles == ["b again"])
  }
}
