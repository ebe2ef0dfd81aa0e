import JSON
import Providers
import Query

/// The tables of `providers` and `sessions`.
struct ProviderTables {
  let client: ProviderClient
  let budgets: RequestBudgets

  init(_ services: Services) {
    client = services.providers.client
    budgets = services.budgets
  }

  /// One row per provider.
  var providers: [Value] {
    client.catalog.providers.map { name in
      guard let description = try? client.description(of: name) else {
        return ["provider": Value(name), "title": "its manifest is wrong", "address": nil, "resources": nil]
      }
      return [
        "provider": Value(name), "title": Value(description.title), "address": Value(description.base),
        "resources": Value(description.resources.map(\.name).joined(separator: " ")),
      ]
    }
  }

  /// One row per session.
  var sessions: [Value] {
    let sessions = client.sessions.list()
    let changed = Dictionary(
      Set(sessions.map(\.account.provider)).map { ($0, client.overlaid(of: $0)) }, uniquingKeysWith: { $1 }
    ).filter { !$0.value.isEmpty }
    return sessions.map { session in
      var row: Object = [
        "session": Value(session.account.description),
        "credential": Value(session.source?.description ?? session.failure?.message ?? "not logged in"),
        "address": session.base.map { Value($0) } ?? nil,
        "requests left": budgets.left(session).map { Value($0) } ?? nil,
      ]
      // The column is only shown if it is not empty.
      if !changed.isEmpty {
        row["changed"] = changed[session.account.provider].map { Value($0.joined(separator: " ")) } ?? .null
      }
      return Value(row)
    }
  }
}
