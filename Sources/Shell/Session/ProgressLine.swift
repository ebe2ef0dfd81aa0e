import Glibc
import HTTP
import Providers
import Query
import Script
import Synchronization
import Terminal

/// How far the rows of a script are, at the bottom of the terminal on standard error:
/// `412 of 1000, 3 failed, 8.1/s, 1 min 12 s left, codementor 12 left`.
final class ProgressLine: UnitObserver {
  private struct State {
    var rows: RowProgress
    /// How many rows each loop has, as far as that is known.
    var totals: [Int: Int] = [:]
    /// When it is drawn next.
    var due: Double
  }

  /// Seconds before the first line, and between two.
  private static let (delay, pace) = (0.5, 0.2)

  private let services: Services
  private let questioner: Questioner?
  /// Those that are passed over, since they were done before.
  private let rowsBefore: Int
  private let state: Mutex<State>

  /// Nil where there is no terminal for it, or every request is shown anyway.
  /// - Parameter rowsBefore: how many rows are passed over, since they were done before.
  init?(_ services: Services, _ questioner: Questioner?, rowsBefore: Int = 0) {
    let surroundings = services.surroundings
    guard surroundings.hasTerminalError, surroundings.value("TERM") != "dumb", !services.options.isVerbose else {
      return nil
    }
    self.services = services
    self.questioner = questioner
    self.rowsBefore = rowsBefore
    let now = monotonicSeconds()
    state = Mutex(State(rows: RowProgress(now: now), due: now + Self.delay))
  }

  func counted(loop: Int, rows: Int) {
    state.withLock { state in
      state.totals[loop] = rows
      state.rows.total = max(0, state.totals.values.reduce(0, +) - rowsBefore)
    }
  }

  func begin(_ unit: WorkUnit, row: Row?) -> Admission {
    if row != nil { draw { _, _ in } }
    return .run
  }

  func finish(_ unit: WorkUnit, _ outcome: UnitOutcome) {
    guard case .row = unit.key else { return }
    switch outcome {
    case .done, .stopped, .skipped: draw { $0.rows.finish(failed: false, now: $1) }
    case .failed: draw { $0.rows.finish(failed: true, now: $1) }
    case .interrupted: break
    }
  }

  /// - Parameter change: receives the time.
  private func draw(_ change: (inout State, Double) -> Void) {
    let now = monotonicSeconds()
    let shown = state.withLock { state -> RowProgress? in
      change(&state, now)
      guard now >= state.due else { return nil }
      state.due = now + Self.pace
      return state.rows
    }
    guard let shown, questioner?.isAsking != true else { return }
    let text = shown.text(now: now, budgets)
    let columns = TerminalSize(of: STDERR_FILENO)?.columns ?? 80
    StandardStream.show(status: String(text.prefix(max(columns - 1, 1))))
  }

  /// What rate limits leave of the accounts that were used: `codementor 12 left`.
  private var budgets: [String] {
    services.connection.log.accounts.compactMap { account in
      services.budgets.left(account).map { "\(account) \($0) left" }
    }.sorted()
  }
}
