import JSON
import Query
import Runner
import Testing

@Suite struct TAPReportTests {
  @Test("Each row has a line with its outcome") func rows() throws {
    let document = try TAPDocument(Report.bytes(.tap, ReportSamples.everyState()))
    #expect(document.points.map(\.isOK) == [true, false, true, false, false, false, true, true, true])
    #expect(document.points.map { $0.directive != nil }.firstIndex(of: true) == 2)
    #expect(document.points[6].directive == " SKIP left: the run ended before this row")
    #expect(document.points[1].description == "key 2" && document.points[8].description == "ada (2)")
    #expect(document.bailOut == nil)
  }

  @Test("A failure has its message, type and place in the diagnostics") func diagnostics() throws {
    let points = try TAPDocument(Report.bytes(.tap, ReportSamples.everyState())).points
    #expect(points[1].diagnostics["message"] == "Unknown course" && points[1].diagnostics["status"] == 404)
    #expect(points[3].diagnostics["type"] == "in_doubt" && points[3].diagnostics["severity"] == "error")
    #expect(points[5].diagnostics["type"] == "assert" && points[5].diagnostics["severity"] == "fail")
    #expect(points[5].diagnostics["row"] == 6 && points[0].diagnostics.isEmpty)
  }

  @Test("No string of a row reads as a directive, another line or the end of the diagnostics") func escapes() throws {
    let points = try TAPDocument(Report.bytes(.tap, ReportSamples.hostileRun())).points
    #expect(points.count == ReportSamples.hostile.count && points.allSatisfy { !$0.isOK && $0.directive == nil })
    for (point, text) in zip(points, ReportSamples.hostile) {
      #expect(point.diagnostics["message"]?.string == text)
      let isPlain =
        !text.isEmpty && !text.unicodeScalars.contains { $0.properties.generalCategory == .control || $0 == "\u{2028}" }
      if isPlain { #expect(point.description == text) }
    }
  }

  @Test("A run without rows skips all, and a script that fails outside rows bails out") func withoutRows() throws {
    var input = ReportInput(ReportSamples.record(number: nil, state: .failed, exitCode: 4), version: "1")
    input.failure = Failure(.api, "no # such\ncourse").object
    let bytes = Report.bytes(.tap, input)
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("TAP version 14\n1..0 # SKIP no rows\n"))
    #expect(try TAPDocument(bytes).bailOut == "no \\# such course")
  }
}
