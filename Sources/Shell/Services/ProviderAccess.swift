import HTTP
import Providers
import Query
import Rendering
import Threads

/// The providers, called until the command that runs at the moment is cancelled.
struct ProviderAccess: Sendable {
  let client: ProviderClient
  /// What `undo` looks in; nil where no write is kept.
  let undoHistory: UndoHistory?
  let cancellation: CurrentCancellation

  var catalog: any Catalog { client.catalog }

  /// Reads the manifests on another thread: the first name that is typed is looked up in all of them.
  func readAhead() {
    _ = BackgroundTask(
      { [catalog] in for provider in catalog.providers { _ = catalog.resources(of: provider) } }, whenDone: {})
  }

  /// Carries out calls.
  var caller: any Caller { CurrentCaller(client: client, cancellation: cancellation) }

  /// Carries out reads, and refuses all else.
  var reader: any Caller { CurrentCaller(client: client, cancellation: cancellation, onlyReads: true) }

  func profiles(of provider: String) -> [String] { client.sessions.profiles(of: provider) }

  /// Hides the secret parts of answers.
  var mask: Mask { { [client] text, _ in client.displaySecrets.mask(text) } }

  /// Whether a provider's credential may be seen.
  var isOpen: @Sendable (_ provider: String, _ name: String) -> Bool {
    { [client] provider, name in
      let known = try? client.sessions.credentials(of: Account(provider))
      return known?.contains { $0.name == name && !$0.isSecret } ?? false
    }
  }
}
