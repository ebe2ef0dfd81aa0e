import Glibc
import HTTP
import Providers
import Query
import Script
import Synchronization
import Terminal

/// How far the rows of a script are, at the bottom of the terminal: `row 37, 2 failed, codementor 12 left`.
final class ProgressLine: UnitObserver {
  private struct State {
    var begun = 0
    var failed = 0
    /// When it is drawn next.
    var due: Double
  }

  /// Seconds before the first line, and between two.
  private static let (delay, pace) = (0.5, 0.2)

  private let services: Services
  private let questioner: Questioner?
  private let state = Mutex(State(due: WallClock.system.now() + delay))

  /// Nil where there is no terminal for it, or every request is shown anyway.
  init?(_ services: Services, _ questioner: Questioner?) {
    let surroundings = services.surroundings
    guard surroundings.hasTerminalError, surroundings.value("TERM") != "dumb", !services.options.isVerbose else {
      return nil
    }
    self.services = services
    self.questioner = questioner
  }

  func begin(_ unit: WorkUnit, row: Row?) -> Admission {
    if row != nil { draw { $0.begun += 1 } }
    return .run
  }

  func finish(_ unit: WorkUnit, _ outcome: UnitOutcome) {
    guard case .row = unit.key else { return }
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
    guard let shown, questioner?.isAsking != true else { return }
    let failed = shown.failed > 0 ? ["\(shown.failed) failed"] : []
    let text = (["row \(shown.begun)"] + failed + budgets).joined(separator: ", ")
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
