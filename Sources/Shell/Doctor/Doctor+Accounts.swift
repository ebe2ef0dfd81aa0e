import HTTP
import Providers
import Query

extension Doctor {
  /// Every account, which credential it uses, and where that lies.
  var accounts: [Observation] {
    hub.client.sessions.list().map { session in
      let name = session.account.description
      func account(_ state: Observation.State, _ detail: String, _ advice: String? = nil) -> Observation {
        Observation(topic: "accounts", subject: name, state: state, detail: detail, advice: advice)
      }
      if let failure = session.failure {
        let isMissing =
          session.source == nil && ((try? hub.client.sessions.missing(for: session.account)) ?? []).isEmpty == false
        return account(isMissing ? .note : .error, failure.message, failure.hint)
      }
      let parts = [
        session.source.map { "credential from \($0)" }, session.base.map { "at \($0)" }, left(session),
        rules(session.account),
      ]
      return account(.ok, parts.compactMap(\.self).joined(separator: ", "))
    }
  }

  /// What is left of a rate limit.
  private func left(_ session: Sessions.Session) -> String? {
    guard let limit = session.rateLimit, let status = try? connection.windows.status(limit) else { return nil }
    return "\(status.remaining) requests left"
  }

  /// What `config.json` says of it.
  private func rules(_ account: Account) -> String? {
    let profile = settings.profile(account)
    let rules = Risk.allCases.compactMap { risk in profile.policy[risk].map { "\(risk.rawValue): \($0.rawValue)" } }
    let all = (profile.isProduction ? ["production"] : []) + rules
    return all.isEmpty ? nil : all.joined(separator: ", ")
  }
}
