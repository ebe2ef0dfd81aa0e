import Glibc
import Providers
import Query

/// The desktop keyring (GNOME Keyring, KWallet, KeePassXC), accessed with libsecret's `secret-tool`.
///
/// Secrets are passed through standard input and output, never through arguments or files.
struct Keyring: Sendable {
  /// Whether the keyring is queried for credentials not stored by `login`: `keyring` in `config.json`.
  enum Use: Sendable {
    /// Only for credentials stored by `login`.
    case stored
    case always
    case never
  }

  static let name = "the keyring"

  let use: Use
  /// The path of the index with the names of stored credentials.
  let indexPath: String
  /// The value of `PATH`.
  let searchPath: String
  let environment: @Sendable () -> ProgramEnvironment
  /// The time limit in seconds; the user may have to unlock the keyring.
  var seconds = 30.0

  var index: KeyringIndex { KeyringIndex(at: indexPath) }

  /// The path of `secret-tool`; nil if it is not installed.
  var tool: String? {
    searchPath.split(separator: ":").lazy.filter { $0.hasPrefix("/") }.map { $0 + "/secret-tool" }
      .first { access($0, X_OK) == 0 }
  }
}

extension Keyring {
  init(
    _ surroundings: Surroundings, _ settings: Settings, _ folders: Folders,
    environment: @escaping @Sendable () -> ProgramEnvironment
  ) {
    self.init(
      use: settings.usesKeyring.map { $0 ? .always : .never } ?? .stored, indexPath: folders.keyring,
      searchPath: surroundings.value("PATH") ?? "", environment: environment)
  }
}

extension Keyring {
  /// Reads a credential; nil if it was never stored. Failing to read a stored one is an error, so that no other source
  /// is used silently.
  func lookup(_ account: Account, _ credential: String) throws(Failure) -> String? {
    let isStored = index[account].contains(credential)
    guard use != .never, isStored || use == .always else { return nil }
    do throws(Fault) {
      return try read(account, credential)
    } catch {
      guard isStored || error.reason != .refused && error.reason != .missing else { return nil }
      throw Failure(
        .auth, "\(Self.name) did not return the \(credential) of \(account): \(error.reason.words)",
        provider: account.provider,
        hint: "unlock it, or `edush login \(account)` with another one; `edush logout \(account)` forgets it")
    }
  }

  /// Stores a credential.
  func store(_ value: String, _ account: Account, _ credential: String) throws(Fault) {
    let words = ["store", "--label=edush \(account) \(credential)"] + Self.attributes(account, credential)
    _ = try run(words, input: Array(value.utf8))
    // With a locked keyring, the tool may report success without storing anything; so read the value back.
    guard try read(account, credential) == value else { throw Fault(reason: .refused) }
    var index = index
    index[account] = index[account].filter { $0 != credential } + [credential]
    try save(index)
  }

  /// Removes the given credentials; returns whether any were stored.
  func clear(_ credentials: [String], _ account: Account) throws(Fault) -> Bool {
    var index = index
    let stored = index[account]
    var held: [String] = []
    for credential in Set(stored + credentials).sorted() where holds(account, credential, stored) {
      _ = try run(["clear"] + Self.attributes(account, credential))
      held.append(credential)
    }
    index[account] = []
    if !stored.isEmpty { try save(index) }
    return !held.isEmpty
  }

  private func holds(_ account: Account, _ credential: String, _ stored: [String]) -> Bool {
    stored.contains(credential) || use == .always && (try? read(account, credential)) != nil
  }

  private func read(_ account: Account, _ credential: String) throws(Fault) -> String {
    let output = try run(["lookup"] + Self.attributes(account, credential))
    let bytes = output.last == UInt8(ascii: "\n") ? output.dropLast() : output
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Fault(reason: .garbled) }
    guard !text.isEmpty else { throw Fault(reason: .refused) }
    return text
  }

  private func save(_ index: KeyringIndex) throws(Fault) {
    do throws(Failure) { try index.save(to: indexPath) } catch { throw Fault(reason: .unlisted(error.message)) }
  }

  private func run(_ arguments: [String], input: [UInt8] = []) throws(Fault) -> [UInt8] {
    guard let tool else { throw Fault(reason: .missing) }
    let run = ToolRun(path: tool, arguments: arguments, input: input, environment: environment(), seconds: seconds)
    switch run.outcome() {
    case .ended(status: 0, let output): return output
    case .ended: throw Fault(reason: .refused)
    case .notStarted: throw Fault(reason: .missing)
    case .tookTooLong: throw Fault(reason: .silent(seconds))
    }
  }

  /// All four attributes are always used, since fewer would match other profiles. `:default` is not a valid profile
  /// name.
  static func attributes(_ account: Account, _ credential: String) -> [String] {
    [
      "service", "edush", "provider", account.provider, "profile", account.profile ?? ":default", "credential",
      credential,
    ]
  }
}

extension Keyring {
  /// Why the keyring could not be used.
  struct Fault: Error {
    enum Reason: Equatable {
      case missing
      case refused
      case silent(Double)
      case unlisted(String)
      case garbled

      var words: String {
        switch self {
        case .missing: "`secret-tool` of libsecret is not on the PATH"
        case .refused: "it is locked, not running, or does not contain it"
        case .silent(let seconds): "no response within \(Int(seconds)) seconds"
        case .unlisted(let reason): reason
        case .garbled: "it is not UTF-8"
        }
      }
    }

    let reason: Reason
  }
}
