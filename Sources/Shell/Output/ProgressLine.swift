import Glibc
import HTTP
import Providers
import Query
import Script
import Synchronization
import Terminal

/// How far the rows of a script are, at the bottom of the terminal: `row 37, 2 failed, codementor 12 left`.
final class ProgressLine: RowObserver {
  private struct State {
    var begun = 0
    var failed = 0
    /// When it is drawn next.
    var due: Double
  }

  /// Seconds before the first line, and between two.
  private static let (delay, pace) = (0.5, 0.2)

  private let inner: (any RowObserver)?
  private let workbench: Workbench
  private let state = Mutex(State(due: WallClock.system.now() + delay))

  /// Nil where there is no terminal for it, or every request is shown anyway. `inner` decides about the rows.
  init?(_ workbench: Workbench, around inner: (any RowObserver)?) {
    let surroundings = workbench.surroundings
    guard surroundings.hasTerminalError, surroundings.value("TERM") != "dumb", !workbench.options.isVerbose else {
      return nil
    }
    self.workbench = workbench
    self.inner = inner
  }

  func begin(_ row: Row) -> Bool {
    guard inner?.begin(row) ?? true else { return false }
    draw { $0.begun += 1 }
    return true
  }

  func caller(_ row: Row, _ caller: (any Caller)?) -> (any Caller)? { inner.map { $0.caller(row, caller) } ?? caller }

  func retry(_ row: Row, _ failure: Failure, attempt: Int) { inner?.retry(row, failure, attempt: attempt) }

  func finish(_ row: Row, _ outcome: RowOutcome) {
    inner?.finish(row, outcome)
    draw { if case .failed = outcome { $0.failed += 1 } }
  }

  private func draw(_ change: (inout State) -> Void) {
    let now = WallClock.system.now()
    let shown = state.withLock { state -> State? in
      change(&state)
      guard now >= state.due else { return nil }
      state.due = now + Self.pace
      return state
    }
    guard let shown, workbench.questioner?.isAsking != true else { return }
    let failed = shown.failed > 0 ? ["\(shown.failed) failed"] : []
    let text = (["row \(shown.begun)"] + failed + workbench.budgets).joined(separator: ", ")
    let columns = TerminalSize(of: STDERR_FILENO)?.columns ?? 80
    StandardStream.show(status: String(text.prefix(max(columns - 1, 1))))
  }
}

extension Workbench {
  /// What rate limits leave of the accounts that were used: `codementor 12 left`.
  fileprivate var budgets: [String] {
    connection.log.accounts.compactMap { used in
      let account = Account(used.provider, profile: used.profile)
      return requestsLeft(account).map { "\(account) \($0) left" }
    }.sorted()
  }

  /// How many requests a rate limit leaves an account; nil where there is none.
  func requestsLeft(_ account: Account) -> Int? {
    let limit = providers.client.sessions.session(account).rateLimit
    return limit.flatMap { try? connection.windows.status($0).remaining }
  }
}
