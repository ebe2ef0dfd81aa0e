import Query
import Synchronization

/// What lets the account of one call in, looked up once for all that is done before its first try.
final class CallCredential: Sendable {
  private let store: CredentialStore
  private let account: Account
  private let manifest: Manifest
  private let found = Mutex<Access?>(nil)

  init(_ store: CredentialStore, _ account: Account, _ manifest: Manifest) {
    (self.store, self.account, self.manifest) = (store, account, manifest)
  }

  /// Throws where nothing lets it in; then the next call looks again.
  func access() throws(Failure) -> Access {
    if let known = found.withLock({ $0 }) { return known }
    let access = try store.access(account, manifest)
    found.withLock { $0 = access }
    return access
  }

  /// The one for a try: later tries look again, and so do all of a session, which another call may have renewed.
  func accessOfTry() throws(Failure) -> Access {
    let known = found.withLock { found in
      defer { found = nil }
      return found
    }
    switch manifest.authentication {
    case .session: return try store.access(account, manifest)
    default:
      if let known { return known }
      return try store.access(account, manifest)
    }
  }
}
