import Query
import Synchronization

/// The credential for one call, looked up once before the first attempt.
final class CallCredential: Sendable {
  private let store: CredentialStore
  private let account: Account
  private let manifest: Manifest
  private let found = Mutex<Access?>(nil)

  init(_ store: CredentialStore, _ account: Account, _ manifest: Manifest) {
    (self.store, self.account, self.manifest) = (store, account, manifest)
  }

  /// Throws if there is no credential; the next call looks again.
  func access() throws(Failure) -> Access {
    if let known = found.withLock({ $0 }) { return known }
    let access = try store.access(account, manifest)
    found.withLock { $0 = access }
    return access
  }

  /// The credential for an attempt. Later attempts look it up again, as do all attempts with a session, which another
  /// call may have renewed.
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
