import HTTP
import Providers
import Query

/// How many requests rate limits leave.
struct RequestBudgets: Sendable {
  let sessions: Sessions
  let windows: RateWindows

  /// Nil where there is no limit.
  func left(_ account: Account) -> Int? { left(sessions.session(account)) }

  func left(_ session: Sessions.Session) -> Int? {
    session.rateLimit.flatMap { try? windows.status($0).remaining }
  }
}
