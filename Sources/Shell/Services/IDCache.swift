import Glibc
import HTTP
import Providers
import Query
import Synchronization

/// The ids that earlier sessions knew, in the folder `cache`: a file for each account.
final class IDCache: Sendable {
  private let folder: String
  private let client: ProviderClient
  private let loaded = Mutex<Set<Account>>([])

  /// - Parameter folder: where the files are; nil keeps and finds nothing, as in the sandbox and in a replay.
  init?(folder: String?, _ client: ProviderClient) {
    guard let folder else { return nil }
    self.folder = folder
    self.client = client
  }

  /// Makes what is kept of an account known; the first time only.
  func load(_ account: Account) {
    guard loaded.withLock({ $0.insert(account).inserted }), let file = file(account) else { return }
    client.knownIDs.restore(file.items(), of: account)
  }

  /// Keeps what responses showed since the last time.
  func save() {
    for (account, items) in client.knownIDs.takeNews() { file(account)?.append(items) }
  }

  /// Removes all that is kept; returns how many accounts that was about.
  func forget() -> Int {
    loaded.withLock { $0 = [] }
    guard let listing = opendir(folder) else { return 0 }
    defer { closedir(listing) }
    var count = 0
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(Self.ending), unlink("\(folder)/\(name)") == 0 { count += 1 }
    }
    return count
  }

  private static let ending = ".ids"

  private func file(_ account: Account) -> IDFile? {
    client.fileName(forIDsOf: account).map { name in
      IDFile(path: "\(folder)/\(name)\(Self.ending)", today: Int(WallClock.system.now() / 86_400))
    }
  }
}
