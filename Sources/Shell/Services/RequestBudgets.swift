import HTTP
import Providers
import Query

/// How many requests rate limits leave.
struct RequestBudgets: Sendable {
  let sessions: Sessions
  let windows: RateWindows

  /// Nil where there is no limit.
  func left(_ account: Account) -> Int? { left(sessions.session(account)) }

  func left(_ session: Sessions.Session) -> Int? { status(session)?.remaining }

  /// How many requests are left and, where none is, when the next one may be sent, in Unix seconds; nil where there is no
  /// limit.
  func status(_ session: Sessions.Session) -> (remaining: Int, freeAt: Double?)? {
    session.rateLimit.flatMap { try? windows.status($0) }
  }
}
