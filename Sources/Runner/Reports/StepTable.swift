import Calendar
import Query

/// `csv`: one line per write, those outside of rows first. `error` is only the message; the JSON report has the whole
/// object.
struct StepTable {
  private static let columns = [
    "run", "row", "loop", "key", "step", "provider", "profile", "method", "class", "state", "target", "sent_at",
    "answered_at", "exchange", "arguments", "before", "after", "error",
  ]

  private let run: RunRecord

  init(_ run: RunRecord) { self.run = run }

  var bytes: [UInt8] {
    var table = DelimitedText()
    table.append(Self.columns.map { .plain($0) })
    for step in run.main { table.append(fields(step, of: nil)) }
    for row in run.rows.sorted(by: { ($0.loop, $0.row) < ($1.loop, $1.row) }) {
      for step in row.steps { table.append(fields(step, of: row)) }
    }
    return table.bytes
  }

  private func fields(_ step: StepRecord, of row: RowRecord?) -> [DelimitedText.Field] {
    [
      .number(run.number), .number(row?.row), .number(row?.loop),
      row.map { .guarded(ReportText.cell($0.key)) } ?? .empty,
      .number(step.step), .guarded(step.account.provider), .guarded(step.account.profile ?? ""), .guarded(step.method),
      .plain(step.risk.rawValue), .plain(step.state.rawValue), .guarded(step.target ?? ""), time(step.sentAt),
      time(step.answeredAt), .number(step.exchange), .json(step.arguments), .json(step.before), .json(step.after),
      .guarded(ReportText.message(step.error) ?? ""),
    ]
  }

  private func time(_ seconds: Double?) -> DelimitedText.Field {
    .plain(seconds.map { ISOTime.text($0, .milliseconds) } ?? "")
  }
}
