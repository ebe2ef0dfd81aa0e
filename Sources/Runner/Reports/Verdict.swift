import JSON

/// The result of a row, or of the script itself, in a test report.
enum Verdict {
  case passed
  case skipped(reason: String)
  /// An `assert` failed.
  case failure(Value)
  /// Any other error; the type is the kind of the error, or `in_doubt`, `interrupted` or `exit`.
  case error(type: String, Value)

  init(_ row: ReportRow) {
    let error = row.record.error
    switch row.state {
    case .done: self = .passed
    case .skipped: self = .skipped(reason: ReportText.message(error) ?? "skipped")
    case .left: self = .skipped(reason: "left: the run ended before this row")
    case .failed: self.init(error)
    case .inDoubt:
      self = .error(type: "in_doubt", error.isNull ? "a write may have been carried out" : error)
    case .interrupted: self = .error(type: "interrupted", error.isNull ? "the row was interrupted" : error)
    }
  }

  /// The verdict on the part of the run outside of rows. A failure already reported for a row does not count again.
  init(script input: ReportInput) {
    let run = input.record
    let isCounted = run.rows.contains { $0.state != .done && $0.state != .skipped }
    if run.state == .interrupted {
      self = .error(type: "interrupted", input.failure.isNull ? "the run was interrupted" : input.failure)
    } else if run.main.contains(where: { $0.state == .inDoubt }) {
      self = .error(type: "in_doubt", input.failure.isNull ? "a write may have been carried out" : input.failure)
    } else if !input.failure.isNull, !run.rows.contains(where: { $0.error == input.failure }) {
      self.init(input.failure)
    } else if let code = run.exitCode, code != 0, !isCounted {
      self = .error(type: "exit", Value("the script ended with exit code \(code)"))
    } else {
      self = .passed
    }
  }

  private init(_ error: Value) {
    let kind = error["kind"]?.string ?? "error"
    self = kind == "assert" ? .failure(error) : .error(type: kind, error)
  }
}
