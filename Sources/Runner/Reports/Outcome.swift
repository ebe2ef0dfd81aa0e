import JSON

/// The outcome file: each row with its outcome, in source order (docs/reports.md).
///
/// The row's own columns are copied unchanged, so that the file can be the source of another run; `edush_` columns from
/// a previous outcome file are replaced. An interrupted row is `left`, since resuming the run runs it again.
public struct Outcome {
  private static let added = ["edush_status", "edush_error", "edush_id", "edush_ms", "edush_run", "edush_row"]
  private static let valueColumn: Text = "value"

  private let run: RunRecord
  private let rows: [ReportRow]
  private let columns: [Text]

  /// Creates the outcome file of a run.
  public init(_ input: ReportInput) {
    run = input.record
    rows = ReportRow.all(input)
    columns = Self.columns(rows)
  }

  /// The file as CSV (RFC 4180).
  public var bytes: [UInt8] {
    var table = DelimitedText()
    table.append(columns.map { .plain($0.string) } + Self.added.map { .plain($0) })
    for row in rows { table.append(own(row.record.content) + added(row)) }
    return table.bytes
  }

  /// The keys of all rows, in order of appearance.
  private static func columns(_ rows: [ReportRow]) -> [Text] {
    var columns: [Text] = []
    var known = Set(added.map { Text($0) })
    for row in rows {
      for key in row.record.content.object?.keys ?? [valueColumn] where known.insert(key).inserted {
        columns.append(key)
      }
    }
    return columns
  }

  private func own(_ content: Value) -> [DelimitedText.Field] {
    if let object = content.object { return columns.map { .plain(ReportText.cell(object[$0] ?? .null)) } }
    return columns.map { $0 == Self.valueColumn ? .plain(ReportText.cell(content)) : .empty }
  }

  private func added(_ row: ReportRow) -> [DelimitedText.Field] {
    let hasRun = row.state != .left
    return [
      .plain(row.state == .interrupted ? "left" : row.state.rawValue),
      .guarded(ReportText.message(row.record.error) ?? (row.state == .interrupted ? "interrupted" : "")),
      .guarded(row.record.steps.reversed().lazy.compactMap(Self.id).first ?? ""),
      .plain(hasRun ? ReportText.cell(Value(row.record.durationMilliseconds.rounded())) : ""),
      .number(run.number), .number(row.record.row),
    ]
  }

  /// The id of the object that a write created or changed; nil if the write was not carried out.
  private static func id(_ step: StepRecord) -> String? {
    guard step.state == .done else { return nil }
    let id = step.after["id"].map(ReportText.cell) ?? ""
    return id.isEmpty ? step.target : id
  }
}
