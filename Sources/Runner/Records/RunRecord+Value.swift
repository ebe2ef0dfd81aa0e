import Calendar
public import JSON
import Query

extension RunRecord {
  /// The run as JSON: `{run, kind, script, parameters, state, exit_code, started_at, ended_at, counts, rows, main}`;
  /// times are ISO 8601 in UTC.
  public var value: Value {
    [
      "run": number.map { Value($0) } ?? .null, "kind": Value(kind.rawValue),
      "script": ["name": Value(scriptName), "sha256": Value(scriptDigest)], "parameters": Value(parameters),
      "state": Value(state.rawValue), "exit_code": exitCode.map { Value($0) } ?? .null,
      "started_at": Value(ISOTime.text(startedAt)), "ended_at": endedAt.map { Value(ISOTime.text($0)) } ?? .null,
      "counts": counts.value, "rows": Value(rows.map(\.value)), "main": Value(main.map(\.value)),
    ]
  }
}

extension RunRecord.Counts {
  /// The counts as a JSON object.
  public var value: Value {
    [
      "rows": Value(rows), "done": Value(done), "failed": Value(failed), "skipped": Value(skipped),
      "in_doubt": Value(inDoubt), "left": left.map { Value($0) } ?? .null, "writes": Value(writes),
      "requests": Value(requests),
    ]
  }
}

extension RowRecord {
  /// The row as a JSON object.
  public var value: Value {
    [
      "row": Value(row), "loop": Value(loop), "key": key, "value": content, "state": Value(state.rawValue),
      "attempts": Value(attempts), "error": error, "duration_ms": Value((durationMilliseconds * 10).rounded() / 10),
      "steps": Value(steps.map(\.value)),
    ]
  }
}

extension StepRecord {
  /// The write as a JSON object.
  public var value: Value {
    [
      "step": Value(step), "provider": Value(account.provider), "profile": account.profile.map { Value($0) } ?? .null,
      "method": Value(method), "class": Value(risk.rawValue), "state": Value(state.rawValue),
      "target": target.map { Value($0) } ?? .null, "sent_at": sentAt.map { Value(ISOTime.text($0)) } ?? .null,
      "answered_at": answeredAt.map { Value(ISOTime.text($0)) } ?? .null,
      "exchange": exchange.map { Value($0) } ?? .null, "arguments": arguments, "before": before, "after": after,
      "error": error,
    ]
  }
}
