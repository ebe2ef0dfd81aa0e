import JSON
import Query
import Runner
import Testing

@Suite struct RunRecordTests {
  @Test("A run is one object, with its rows and their writes") func object() {
    var run = RunRecord(
      .run, number: 17, scriptName: "enrol.eduscript", scriptDigest: "ab", state: .failed, exitCode: 7, startedAt: 0,
      endedAt: 60)
    let step = StepRecord(
      step: 1, account: Account("coderpad"), method: "pads.create", risk: .write, state: .inDoubt, sentAt: 1,
      arguments: ["title": "Loops"])
    run.rows = [
      RowRecord(
        row: 1, loop: 1, key: "ada", content: ["name": "ada"], state: .inDoubt, durationMilliseconds: 1.26,
        steps: [step])
    ]
    let row = run.value["rows"]?.array?.first
    #expect(run.value["ended_at"] == "1970-01-01T00:01:00Z")
    #expect(row?["value"] == ["name": "ada"] && row?["state"] == "in_doubt" && row?["duration_ms"] == 1.3)
    #expect(row?["steps"]?.array?.first?["class"] == "write")
  }
}
