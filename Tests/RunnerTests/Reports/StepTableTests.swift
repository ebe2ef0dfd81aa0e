import JSON
import Runner
import Testing

@Suite struct StepTableTests {
  @Test("Each write has a line with the columns in order") func columns() throws {
    var input = ReportSamples.everyState()
    input.record.main = [ReportSamples.update]
    let document = CSVDocument(Report.bytes(.csv, input))
    let names = "run,row,loop,key,step,provider,profile,method,class,state,target,sent_at,answered_at,exchange,"
    #expect(document.records.first?.joined(separator: ",") == names + "arguments,before,after,error")
    #expect(document.records.count == 3 && document.records.allSatisfy { $0.count == 18 })
    #expect(document.rows[0]["row"] == "" && document.rows[1]["row"] == "1")
    #expect(document.rows[1]["sent_at"] == "2027-01-15T08:00:00.500Z" && document.rows[1]["profile"] == "staging")
    #expect(try Value.parse(document.rows[1]["after"] ?? "") == ["id": "AFQ2", "title": "b"])
  }

  @Test("Strings round-trip, and none is a formula") func texts() {
    let rows = CSVDocument(Report.bytes(.csv, ReportSamples.hostileRun())).rows
    #expect(rows.count == ReportSamples.hostile.count)
    for (row, text) in zip(rows, ReportSamples.hostile) {
      let isFormula = text.hasPrefix("=") || text.hasPrefix("@") || text.hasPrefix("+49 ")
      #expect(row["key"] == (isFormula ? "'" : "") + text)
      #expect(row["error"] == row["key"] && row["target"] == row["key"])
    }
  }

  @Test(
    "Numbers stay numbers",
    arguments: [("-5", "-5"), ("+5.5", "+5.5"), ("-x", "'-x"), ("\t=1", "'\t=1"), ("a=1", "a=1"), ("-", "'-")])
  func numbers(_ key: String, _ cell: String) {
    var input = ReportSamples.everyState()
    input.record.rows = [
      RowRecord(row: 1, loop: 1, key: Value(key), content: .null, state: .done, steps: [ReportSamples.update])
    ]
    #expect(CSVDocument(Report.bytes(.csv, input)).rows.first?["key"] == cell)
  }
}
