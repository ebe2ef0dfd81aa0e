import JSON
import Providers
import Query
import Script
import Threads

/// Detects equal rows that would contact the same person twice.
extension RunRecorder {
  /// Throws if another row of the run has sent people the same content. Rows that only count, as in `for i in
  /// range(3)`, are meant to repeat it.
  func refuseRepetition(_ intent: CallIntent, _ unit: WorkUnit) throws(Failure) {
    guard intent.risk == .outward, !mayRepeat else { return }
    let content = RunFold.Step.content(intent.name, intent.arguments)
    let first = state.withLock { state -> Row? in
      guard let row = state.live[unit.key]?.row else { return nil }
      guard let other = state.outward[content], other.unit != unit.key, other.row.range == row.range else {
        state.outward[content] = (unit.key, row)
        return nil
      }
      return row.value.kind == .number && row.value != other.row.value ? nil : other.row
    }
    guard let first else { return }
    throw Failure(
      .usage,
      "row \(first.index + 1)\(first.record.map { " (\($0))" } ?? "") has sent the same already: \(intent.account).\(intent.method)",
      provider: intent.account.provider,
      hint: "`once by` in the loop skips rows that came before; --accept-dangers sends it again")
  }
}
