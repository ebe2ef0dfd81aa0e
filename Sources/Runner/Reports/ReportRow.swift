import JSON

/// A row in a report, whether it ran or not.
struct ReportRow {
  enum State: String, CaseIterable {
    case failed
    case inDoubt = "in_doubt"
    case interrupted
    case left
    case skipped
    case done

    init(_ state: RowRecord.State) {
      switch state {
      case .done: self = .done
      case .failed: self = .failed
      case .skipped: self = .skipped
      case .inDoubt: self = .inDoubt
      case .interrupted: self = .interrupted
      }
    }

    /// Whether the user has to look at the row.
    var needsAttention: Bool { self == .failed || self == .inDoubt || self == .interrupted }

    var words: String { self == .inDoubt ? "in doubt" : rawValue }
  }

  /// The record; for a row that did not run, only its place, key and content are meaningful.
  let record: RowRecord
  let state: State
  /// The key of the row. `row 12` if it is empty; `ada (2)` for the second row of a loop with the same key.
  let name: String

  private init(_ record: RowRecord, _ state: State, _ name: String) {
    self.record = record
    self.state = state
    self.name = name
  }

  /// All rows, ordered by loop and position.
  static func all(_ input: ReportInput) -> [ReportRow] {
    let ran = input.record.rows.map { (record: $0, state: State($0.state)) }
    let left = input.leftRows.map { (record: RowRecord($0), state: State.left) }
    var occurrences: [String: Int] = [:]
    return (ran + left)
      .sorted { ($0.record.loop, $0.record.row) < ($1.record.loop, $1.record.row) }
      .map { record, state in
        let name = ReportText.cell(record.key)
        let occurrence = occurrences["\(record.loop) \(name)", default: 0] + 1
        occurrences["\(record.loop) \(name)"] = occurrence
        if name.isEmpty { return ReportRow(record, state, "row \(record.row)") }
        return ReportRow(record, state, occurrence == 1 ? name : "\(name) (\(occurrence))")
      }
  }
}

extension RowRecord {
  /// The record of a row that did not run.
  fileprivate init(_ left: LeftRow) {
    self.init(
      row: left.place.row, loop: left.place.loop, key: left.key, content: left.content, state: .skipped, attempts: 0)
  }
}
