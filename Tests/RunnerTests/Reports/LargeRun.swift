import JSON
import Query
import Runner

extension ReportSamples {
  private static let names = ["Ada Lovelace", "Grace Hopper", "Alan Turing", "Radia Perlman", "Edsger Dijkstra"]
  private static let startedAt = 1_800_000_000.0

  /// A plausible run over many rows: an update and a creation each; one row in 97 fails, one in 1,999 is in doubt.
  static func largeRun(rows count: Int) -> ReportInput {
    var run = record(number: 412, state: .failed, exitCode: 7)
    run.scriptName = "enrol-autumn.eduscript"
    run.scriptDigest = "6f1ed002ab5595859014ebf0951522d96f1ed002ab5595859014ebf0951522d9"
    run.parameters = ["file": "people-autumn.csv", "course": "Programming 101", "notify": false]
    run.rows = (1...count).map(row)
    run.endedAt = startedAt + Double(count) * 0.12
    run.main = [created("courses.create", target: nil, at: startedAt)]
    run.counts.rows = count
    run.counts.failed = run.rows.filter { $0.state == .failed }.count
    run.counts.inDoubt = run.rows.filter { $0.state == .inDoubt }.count
    run.counts.skipped = run.rows.filter { $0.state == .skipped }.count
    run.counts.done = run.rows.filter { $0.state == .done }.count
    run.counts.left = 40
    run.counts.writes = count * 2
    run.counts.requests = count * 2
    let left = (1...40).map { LeftRow(RowPlace(loop: 1, row: count + $0), key: key(count + $0), content: ["id": 1]) }
    return ReportInput(
      run, version: "1.0.0",
      assertions: (1...count).map { place in
        AssertionRecord(
          "$member.status == \"active\"", place: "enrol-autumn.eduscript:14", passed: place % 97 != 0,
          message: place % 97 == 0 ? "\"pending\" is not \"active\"" : nil, row: RowPlace(loop: 1, row: place))
      }, requests: (0..<count * 2).map { span($0, of: count) }, leftRows: left)
  }

  private static func key(_ row: Int) -> Value {
    Value("\(name(row).lowercased().split(separator: " ").joined(separator: ".")).\(row)@example.com")
  }

  private static func name(_ row: Int) -> String { names[row % names.count] }

  private static func row(_ row: Int) -> RowRecord {
    let state: RowRecord.State =
      row % 1999 == 0 ? .inDoubt : row % 97 == 0 ? .failed : row % 211 == 0 ? .skipped : .done
    let at = startedAt + Double(row) * 0.12
    let content: Value = ["email": key(row), "name": Value(name(row)), "company": "Analytical Engines", "seats": 3]
    var record = RowRecord(
      row: row, loop: 1, key: key(row), content: content, state: state,
      durationMilliseconds: 110 + Double(row * 37 % 400), steps: state == .skipped ? [] : [changed(row, at)])
    switch state {
    case .failed:
      record.error =
        Failure(
          .api, "There is no course \"Programming 10\(row % 7)\" that accepts new members", provider: "coursepath",
          status: 422, errors: ["course": ["is closed for enrolment"]], exchange: row * 2
        ).object
      record.attempts = 3
    case .inDoubt:
      record.error = Failure(.transport, "the connection closed before the response was complete", exchange: row).object
      record.steps.append(created("members.create", target: nil, at: at, state: .inDoubt))
    case .skipped, .interrupted: break
    case .done: record.steps.append(created("enrollments.create", target: "\(row)", at: at))
    }
    return record
  }

  private static func changed(_ row: Int, _ at: Double) -> StepRecord {
    let before: Object = [
      "id": Value(row), "email": key(row), "name": Value(name(row)), "company": "ACME", "groups": ["staff", "beta"],
      "address": ["city": "Leiden", "country": "NL"], "note": .null,
    ]
    var after = before
    after["company"] = "Analytical Engines"
    after["address"] = ["city": "Utrecht", "country": "NL"]
    after["updated_at"] = "2027-01-15T08:00:00Z"
    return StepRecord(
      step: 1, account: Account("coursepath", profile: "autumn"), method: "members.update", risk: .write, state: .done,
      target: "\(row)", sentAt: at, answeredAt: at + 0.08, exchange: row * 2, arguments: ["id": Value(row)],
      before: Value(before), after: Value(after))
  }

  private static func created(
    _ method: String, target: String?, at: Double, state: StepRecord.State = .done
  ) -> StepRecord {
    StepRecord(
      step: 2, account: Account("coderpad"), method: method, risk: .write, state: state, target: target, sentAt: at,
      answeredAt: state == .done ? at + 0.05 : nil, arguments: ["course": 101, "role": "student"],
      after: state == .done ? ["id": 9, "role": "student"] : .null)
  }

  private static func span(_ number: Int, of count: Int) -> RequestSpan {
    let row = number / 2 + 1
    let isSecond = number % 2 == 1
    let hasFailed = isSecond && row % 97 == 0
    // A slower middle, as when a provider limits its rate.
    let pause = row > count / 3 && row < count / 2 ? 0.05 : 0.0
    return RequestSpan(
      isSecond ? Account("coderpad") : Account("coursepath"), method: "members.update", risk: .write,
      startedAt: startedAt + Double(row) * (0.12 - pause) + Double(row * 7919 % 500) / 50,
      durationMilliseconds: 40 + Double(row * 7919 % 180),
      status: hasFailed ? 422 : row % 1999 == 0 ? nil : 200, row: RowPlace(loop: 1, row: row))
  }
}
