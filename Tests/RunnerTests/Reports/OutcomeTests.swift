import JSON
import Query
import Runner
import Testing

@Suite struct OutcomeTests {
  private func rows(_ input: ReportInput) -> [[String: String]] { CSVDocument(Outcome(input).bytes).rows }

  @Test("The columns of the rows come first, in order of appearance, then those of the outcome") func columns() {
    let document = CSVDocument(Outcome(ReportSamples.everyState()).bytes)
    #expect(
      document.records.first == [
        "email", "seats", "note", "value", "edush_status", "edush_error", "edush_id", "edush_ms", "edush_run",
        "edush_row",
      ])
    #expect(document.records.allSatisfy { $0.count == 10 })
  }

  @Test("Every row has its state, including rows that did not run") func states() {
    let rows = rows(ReportSamples.everyState())
    #expect(
      rows.map { $0["edush_status"] } == [
        "done", "failed", "skipped", "in_doubt", "left", "failed", "left", "done", "done",
      ])
    #expect(rows[1]["edush_error"] == "Unknown course" && rows[4]["edush_error"] == "interrupted")
    #expect(rows[6]["email"] == "g@example.com" && rows[6]["edush_ms"] == "" && rows[7]["value"] == "ada")
    #expect(rows[0]["edush_run"] == "17" && rows[0]["edush_row"] == "1" && rows[0]["edush_ms"] == "100")
  }

  @Test("The id is that of the last object created or changed") func ids() {
    var input = ReportSamples.everyState()
    var (created, refused, removed) = (ReportSamples.update, ReportSamples.update, ReportSamples.update)
    created.after = ["id": 42]
    refused.state = .refused
    removed.after = .null
    removed.target = "T9"
    let cases = [[created, refused], [ReportSamples.update, created], [created, removed], [refused]]
    input.record.rows = cases.enumerated().map { ReportSamples.row($0.offset + 1, .done, steps: $0.element) }
    #expect(rows(input).prefix(4).map { $0["edush_id"] } == ["42", "42", "T9", ""])
  }

  @Test("An outcome file can be the source of another run: outcome columns are replaced, cells are unchanged")
  func again() {
    var input = ReportSamples.everyState()
    input.leftRows = []
    input.record.rows = ReportSamples.hostile.enumerated().map { place, text in
      RowRecord(
        row: place + 1, loop: 1, key: Value(text),
        content: ["text": Value(text), "edush_status": "failed", "edush_row": 99], state: .done)
    }
    let document = CSVDocument(Outcome(input).bytes)
    #expect(document.records.first?.count == 7)
    for (row, text) in zip(document.rows, ReportSamples.hostile) {
      #expect(row["text"] == text && row["edush_status"] == "done" && row["edush_row"] != "99")
    }
  }

  @Test("An error that a spreadsheet would execute is not a formula") func formulas() {
    var input = ReportSamples.everyState()
    input.record.rows = [ReportSamples.row(1, .failed, error: Failure(.api, "=1+1").object)]
    #expect(rows(input).first?["edush_error"] == "'=1+1")
  }
}
