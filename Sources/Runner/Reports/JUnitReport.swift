import Calendar
import JSON

/// `junit`: a `testsuite` per loop with a `testcase` per row, and one for the script itself, in Surefire's format.
///
/// The duration of the script's own case is the time not spent in rows.
struct JUnitReport {
  private let run: RunRecord
  private let version: String
  private let suites: [Suite]

  init(_ input: ReportInput) {
    run = input.record
    version = input.version
    suites = Self.suites(input)
  }

  var bytes: [UInt8] {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuites name=\"\(Markup.escaped(run.scriptName))\"\(counts(suites.flatMap(\.cases)))>\n"
    for suite in suites { append(suite, to: &text) }
    text += "</testsuites>\n"
    return Array(text.utf8)
  }

  private func append(_ suite: Suite, to text: inout String) {
    let time = ISOTime.text(run.startedAt)
    text += "  <testsuite name=\"\(Markup.escaped(suite.name))\"\(counts(suite.cases)) timestamp=\"\(time)\">\n"
    text += "    <properties>\n      <property name=\"edush\" value=\"\(Markup.escaped(version))\"/>\n"
    if let number = run.number { text += "      <property name=\"run\" value=\"\(number)\"/>\n" }
    text += "    </properties>\n"
    for test in suite.cases { append(test, to: &text) }
    text += "  </testsuite>\n"
  }

  private func append(_ test: Case, to text: inout String) {
    let (name, className) = (Markup.escaped(test.name), Markup.escaped(test.className))
    let time = ReportText.seconds(test.milliseconds)
    text += "    <testcase name=\"\(name)\" classname=\"\(className)\" time=\"\(time)\""
    switch test.verdict {
    case .passed: text += "/>\n"
    case .skipped(let reason):
      text += ">\n      <skipped message=\"\(Markup.escaped(reason))\"/>\n    </testcase>\n"
    case .failure(let error): append("failure", "assert", error, to: &text)
    case .error(let type, let error): append("error", type, error, to: &text)
    }
  }

  private func append(_ element: String, _ type: String, _ error: Value, to text: inout String) {
    let message = Markup.escaped(ReportText.message(error) ?? "")
    text += ">\n      <\(element) type=\"\(Markup.escaped(type))\" message=\"\(message)\">"
    text += Markup.escaped(error.string ?? error.json(.pretty)) + "</\(element)>\n    </testcase>\n"
  }

  private func counts(_ cases: [Case]) -> String {
    var (failures, errors, skipped) = (0, 0, 0)
    for test in cases {
      switch test.verdict {
      case .passed: break
      case .skipped: skipped += 1
      case .failure: failures += 1
      case .error: errors += 1
      }
    }
    let time = ReportText.seconds(cases.reduce(0) { $0 + $1.milliseconds })
    return
      " tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"\(skipped)\" time=\"\(time)\""
  }
}

extension JUnitReport {
  private struct Case {
    let name: String
    let className: String
    let verdict: Verdict
    let milliseconds: Double
  }

  private struct Suite {
    let name: String
    var cases: [Case]
  }

  private static func suites(_ input: ReportInput) -> [Suite] {
    let script = input.record.scriptName
    var loops: [(loop: Int, suite: Suite)] = []
    for row in ReportRow.all(input) {
      let loop = row.record.loop
      if loops.last?.loop != loop { loops.append((loop, Suite(name: "\(script), loop \(loop)", cases: []))) }
      loops[loops.count - 1].suite.cases.append(
        Case(
          name: row.name, className: "\(script).loop\(loop)", verdict: Verdict(row),
          milliseconds: row.record.durationMilliseconds))
    }
    let own = Case(
      name: "script", className: script, verdict: Verdict(script: input), milliseconds: ownMilliseconds(input.record))
    return [Suite(name: script, cases: [own])] + loops.map(\.suite)
  }

  private static func ownMilliseconds(_ run: RunRecord) -> Double {
    let whole = run.endedAt.map { ($0 - run.startedAt) * 1000 } ?? 0
    return max(0, whole - run.rows.reduce(0) { $0 + $1.durationMilliseconds })
  }
}
