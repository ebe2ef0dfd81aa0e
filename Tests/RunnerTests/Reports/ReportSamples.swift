import JSON
import Query
import Runner

/// Runs to report on.
enum ReportSample: String, CaseIterable {
  case everyState
  case hostile
  case large
  case empty

  var input: ReportInput {
    switch self {
    case .everyState: ReportSamples.everyState()
    case .hostile: ReportSamples.hostileRun()
    case .large: ReportSamples.largeRun(rows: 200)
    case .empty: ReportInput(ReportSamples.record(number: nil, state: .done, exitCode: 0), version: "1")
    }
  }
}

enum ReportSamples {
  /// Strings that every report format has to escape.
  static let hostile = [
    "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\" onmouseover=\"alert(1)", "' x='",
    "]]> & &amp; <!-- -->", "bell \u{7} null \u{0} ffff \u{FFFF}", "=cmd|' /C calc'!A0", "@SUM(1)", "+49 170 1234",
    "name # SKIP me", "back\\slash # TODO", "two\nlines\r\n---\n...", "ok 1 - no", "\u{202E}right to left", "Zoë 🎓 ✓",
    "a, \"quoted\" cell", "\u{85}\u{2028}\u{FEFF}", "javascript:alert(1)", "https://example.com/?a=b&c=d", "",
  ]

  /// A row for each hostile string, which is also the message, the target and a field of its write.
  static func hostileRun() -> ReportInput {
    var run = record(number: 7, state: .failed, exitCode: 7)
    run.scriptName = "a<b>&\"c\".eduscript"
    run.parameters = ["<p>": "</dd><script>alert(1)</script>"]
    run.rows = hostile.enumerated().map { place, text in
      let error = Failure(.api, text, provider: text, status: 422, errors: [Text(text): Value(text)]).object
      let step = StepRecord(
        step: 1, account: Account("coderpad"), method: "pads.update", risk: .write, state: .refused, target: text,
        sentAt: 1_800_000_000, answeredAt: 1_800_000_000.25, exchange: 3, arguments: ["title": Value(text)],
        before: Value(Object([(Text(text), Value(text))])), after: Value(Object([(Text(text), Value(text + "!"))])),
        error: error)
      return RowRecord(
        row: place + 1, loop: 1, key: Value(text), content: ["name": Value(text)], state: .failed, error: error,
        durationMilliseconds: 250, steps: [step])
    }
    run.counts.rows = hostile.count
    run.counts.failed = hostile.count
    return ReportInput(
      run, version: "1.0<", assertions: hostile.map { AssertionRecord($0, place: $0, passed: false, message: $0) },
      requests: hostile.map(span), failure: Failure(.script, "</script>").object)
  }

  private static func span(_ provider: String) -> RequestSpan {
    RequestSpan(
      Account(provider), method: "pads.update", risk: .write, startedAt: 1_800_000_000, durationMilliseconds: 250,
      status: 422)
  }

  /// One row in each state, in two loops.
  static func everyState() -> ReportInput {
    var run = record(number: 17, state: .failed, exitCode: 7)
    run.rows = [
      row(2, .failed, error: Failure(.api, "Unknown course", provider: "coderpad", status: 404).object),
      row(1, .done, steps: [update]), row(3, .skipped),
      row(4, .inDoubt, error: Failure(.transport, "timed out", provider: "coderpad").object), row(5, .interrupted),
      row(6, .failed, error: Failure(.assert, "assertion failed: 1 is not 2").object),
      RowRecord(row: 1, loop: 2, key: "ada", content: "ada", state: .done, durationMilliseconds: 40),
      RowRecord(row: 2, loop: 2, key: "ada", content: "ada", state: .done, durationMilliseconds: 60),
    ]
    run.counts.rows = 8
    run.counts.done = 3
    run.counts.failed = 2
    run.counts.skipped = 1
    run.counts.inDoubt = 1
    run.counts.left = 2
    run.counts.writes = 1
    run.counts.requests = 3
    let left = LeftRow(RowPlace(loop: 1, row: 7), key: "key 7", content: ["email": "g@example.com", "note": "last"])
    return ReportInput(
      run, version: "1.0", assertions: [AssertionRecord("1 == 2", place: "enrol.eduscript:4", passed: false)],
      requests: [
        RequestSpan(
          Account("coderpad"), method: "pads.get", risk: .read, startedAt: run.startedAt, durationMilliseconds: 80,
          status: 200),
        RequestSpan(
          Account("coursepath"), method: "members.list", risk: .read, startedAt: run.startedAt + 9,
          durationMilliseconds: 120),
      ], leftRows: [left])
  }

  /// An update of one field.
  static let update = StepRecord(
    step: 1, account: Account("coderpad", profile: "staging"), method: "pads.update", risk: .write, state: .done,
    target: "AFQ2", sentAt: 1_800_000_000.5, answeredAt: 1_800_000_000.75, exchange: 12,
    arguments: ["id": "AFQ2", "title": "b"], before: ["id": "AFQ2", "title": "a"],
    after: ["id": "AFQ2", "title": "b"])

  static func row(
    _ row: Int, _ state: RowRecord.State, error: Value = .null, steps: [StepRecord] = []
  ) -> RowRecord {
    RowRecord(
      row: row, loop: 1, key: Value("key \(row)"),
      content: ["email": Value("r\(row)@example.com"), "seats": Value(row)],
      state: state, error: error, durationMilliseconds: 100, steps: steps)
  }

  /// Lasted ten seconds.
  static func record(number: Int?, state: RunRecord.State, exitCode: Int?) -> RunRecord {
    RunRecord(
      .run, number: number, scriptName: "enrol.eduscript", scriptDigest: "ab12", state: state, exitCode: exitCode,
      startedAt: 1_800_000_000, endedAt: 1_800_000_010)
  }
}
