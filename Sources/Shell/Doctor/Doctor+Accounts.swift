import HTTP
import Providers
import Query

extension Doctor {
  /// Every account, with its credential and where that is stored.
  func accounts(_ sessions: [Sessions.Session]) -> [Observation] {
    sessions.map { session in
      let name = session.account.description
      func account(_ state: Observation.State, _ detail: String, _ advice: String? = nil) -> Observation {
        Observation(topic: "accounts", subject: name, state: state, detail: detail, advice: advice)
      }
      if let failure = session.failure {
        let isMissing =
          session.source == nil && ((try? client.sessions.missing(for: session.account)) ?? []).isEmpty == false
        return account(isMissing ? .note : .error, failure.message, failure.hint)
      }
      let parts = [
        session.source.map { "credential from \($0)" }, session.base.map { "at \($0)" },
        budgets.left(session).map { "\($0) requests left" },
        rules(session.account),
      ]
      return account(.ok, parts.compactMap(\.self).joined(separator: ", "))
    }
  }

  /// The rules for an account in `config.json`.
  private func rules(_ account: Account) -> String? {
    let profile = settings.profile(account)
    let rules = Risk.allCases.compactMap { risk in profile.policy[risk].map { "\(risk.rawValue): \($0.rawValue)" } }
    let all = (profile.isProduction ? ["production"] : []) + rules
    return all.isEmpty ? nil : all.joined(separator: ", ")
  }
}
