import Diagnostics
import Query
import Script
import Synchronization

/// The calls that a dry run showed and did not send. Safe to use from many threads.
final class HeldCalls: Sendable {
  private let names = Mutex<[String]>([])

  func insert(_ name: String) {
    names.withLock { if !$0.contains(name) { $0.append(name) } }
  }

  /// The end of a script that went on without the answers of such calls, until a value was not what it needs: no failure,
  /// but a warning. nil where the script ended otherwise.
  func end(of outcome: ScriptOutcome) -> ScriptOutcome? {
    let names = names.withLock { $0 }
    guard !names.isEmpty, let failure = outcome.failure else { return nil }
    switch failure.kind {
    case .script, .usage, .assert: break
    case .api, .auth, .policy, .transport: return nil
    }
    guard !failure.isInterruption else { return nil }
    let calls = names.map { "`\($0)`" }.joined(separator: ", ")
    var warning = failure.diagnostic()
    warning.severity = .warning
    warning.code = "dry-run"
    warning.message = "the dry run ends here: what follows depends on what \(calls) would have answered"
    warning.hint = failure.message
    warning.notes = []
    return ScriptOutcome(diagnostics: [warning])
  }
}
