import Glibc
import HTTP
import Providers
import Query
import Synchronization
import Threads

/// The ids of earlier sessions, in the folder `cache`: one file per account.
final class IDCache: Sendable {
  private let folder: String
  private let client: ProviderClient
  private let loaded = Mutex<Set<Account>>([])

  /// - Parameter folder: the folder of the files; nil disables the cache, as in the sandbox and in a replay.
  init?(folder: String?, _ client: ProviderClient) {
    guard let folder else { return nil }
    self.folder = folder
    self.client = client
  }

  /// Loads the ids of an account the first time. Waits if another thread is loading them.
  func load(_ account: Account) {
    loaded.withLock { loaded in
      guard loaded.insert(account).inserted, let file = file(account) else { return }
      client.knownIDs.restore(file.items(), of: account)
    }
  }

  /// Loads the ids of all accounts on another thread, so that completion does not wait for long files.
  func loadAhead() {
    let accounts = fileNames.map { name in
      let parts = name.prefix { $0 != "." }.split(separator: "@", maxSplits: 1).map(String.init)
      return Account(parts.first ?? "", profile: parts.dropFirst().first)
    }
    guard !accounts.isEmpty else { return }
    _ = BackgroundTask({ [self] in Set(accounts).forEach(load) }, whenDone: {})
  }

  /// Stores the ids that are new since the last time.
  func save() {
    for (account, items) in client.knownIDs.takeNews() { file(account)?.append(items) }
  }

  /// Removes all stored ids; returns the number of accounts.
  func forget() -> Int {
    loaded.withLock { $0 = [] }
    return fileNames.count { unlink("\(folder)/\($0)") == 0 }
  }

  /// The names of the files in the folder.
  private var fileNames: [String] {
    guard let listing = opendir(folder) else { return [] }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(Self.ending) { names.append(name) }
    }
    return names
  }

  private static let ending = ".ids"

  private func file(_ account: Account) -> IDFile? {
    client.fileName(forIDsOf: account).map { name in
      IDFile(path: "\(folder)/\(name)\(Self.ending)", today: Int(WallClock.system.now() / 86_400))
    }
  }
}
