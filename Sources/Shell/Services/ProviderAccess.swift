import HTTP
import Providers
import Query
import Rendering
import Threads

/// Access to the providers. Calls end when the running command is cancelled.
struct ProviderAccess: Sendable {
  let client: ProviderClient
  /// The history for `undo`; nil if writes are not kept.
  let undoHistory: UndoHistory?
  let cancellation: CurrentCancellation

  var catalog: any Catalog { client.catalog }

  /// Reads the manifests on another thread, since looking up the first typed name needs all of them.
  func readAhead() {
    _ = BackgroundTask(
      { [catalog] in for provider in catalog.providers { _ = catalog.resources(of: provider) } }, whenDone: {})
  }

  /// A caller that performs calls.
  var caller: any Caller { CurrentCaller(client: client, cancellation: cancellation) }

  /// A caller that performs only reads and refuses other calls.
  var reader: any Caller { CurrentCaller(client: client, cancellation: cancellation, onlyReads: true) }

  func profiles(of provider: String) -> [String] { client.sessions.profiles(of: provider) }

  /// Hides the secrets in responses.
  var mask: Mask { { [client] text, _ in client.displaySecrets.mask(text) } }

  /// Whether a provider's credential may be shown.
  var isOpen: @Sendable (_ provider: String, _ name: String) -> Bool {
    { [client] provider, name in
      let known = try? client.sessions.credentials(of: Account(provider))
      return known?.contains { $0.name == name && !$0.isSecret } ?? false
    }
  }
}
