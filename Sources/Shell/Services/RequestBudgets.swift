import HTTP
import Providers
import Query

/// The remaining requests of rate limits.
struct RequestBudgets: Sendable {
  let sessions: Sessions
  let windows: RateWindows

  /// Nil if there is no limit.
  func left(_ account: Account) -> Int? { left(sessions.session(account)) }

  func left(_ session: Sessions.Session) -> Int? { status(session)?.remaining }

  /// The number of remaining requests and, if there are none, when the next one may be sent in Unix seconds; nil if
  /// there is no limit.
  func status(_ session: Sessions.Session) -> (remaining: Int, freeAt: Double?)? {
    session.rateLimit.flatMap { try? windows.status($0) }
  }
}
