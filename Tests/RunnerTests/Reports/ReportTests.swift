import Glibc
import JSON
import Query
import Runner
import Testing

@Suite struct ReportTests {
  @Test("A report is requested by kind and path") func target() throws {
    #expect(try ReportTarget(parsing: "junit:out/a:b.xml") == ReportTarget(.junit, path: "out/a:b.xml"))
  }

  @Test("An invalid request lists the known kinds", arguments: ["xml:a", "junit", "junit:", "", ":a", "JSON:a"])
  func wrongTarget(_ text: String) throws {
    let failure = #expect(throws: Failure.self) { try ReportTarget(parsing: text) }
    #expect(failure?.kind == .usage && failure?.message.hasPrefix("`\(text)` is not a report") == true)
    #expect(failure?.hint != nil)
  }

  @Test("The JSON report is the run object, with the version and the assertions") func json() throws {
    let input = ReportSamples.everyState()
    let value = try Value.parse(utf8: Report.bytes(.json, input))
    #expect(value["edush"] == "1.0" && value["rows"] == input.record.value["rows"] && value["run"] == 17)
    #expect(
      value["assertions"] == [
        [
          "text": "1 == 2", "place": "enrol.eduscript:4", "passed": false, "message": .null, "loop": .null,
          "row": .null,
        ]
      ])
  }

  @Test("Eight times the rows take at most 32 times as long", arguments: ReportKind.allCases)
  func cost(_ kind: ReportKind) {
    let (small, large) = (ReportSamples.largeRun(rows: 250), ReportSamples.largeRun(rows: 2000))
    let base = (0..<3).map { _ in cpuSeconds { _ = Report.bytes(kind, small) } }.min() ?? 0
    #expect(cpuSeconds { _ = Report.bytes(kind, large) } < 32 * max(base, 0.001))
  }

  private func cpuSeconds(_ body: () -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    body()
    return now() - start
  }
}
