import Glibc
import Providers
import Query

/// The keyring of the desktop (GNOME Keyring, KWallet, KeePassXC), through `secret-tool` of libsecret.
///
/// A secret goes in through standard input and comes out through standard output; words and files never hold one.
struct Keyring: Sendable {
  /// Whether it is asked for what was not stored by `login`: `keyring` of `config.json`.
  enum Use: Sendable {
    /// Only for what was stored.
    case stored
    case always
    case never
  }

  static let name = "the keyring"

  let use: Use
  /// Where the names of what it holds are.
  let indexPath: String
  /// The variable `PATH`.
  let searchPath: String
  let environment: @Sendable () -> ProgramEnvironment
  /// How long it may take; a person may have to unlock it meanwhile.
  var seconds = 30.0

  var index: KeyringIndex { KeyringIndex(at: indexPath) }

  /// Where `secret-tool` is; nil where it is not installed.
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
  /// The credential; nil where it was never stored. One that was and does not come is an error: nothing else may stand in
  /// for it unsaid.
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

  /// Puts a credential in.
  func store(_ value: String, _ account: Account, _ credential: String) throws(Fault) {
    let words = ["store", "--label=edush \(account) \(credential)"] + Self.attributes(account, credential)
    _ = try run(words, input: Array(value.utf8))
    // The tool believes what it is told by a keyring that is locked; what counts is what comes out.
    guard try read(account, credential) == value else { throw Fault(reason: .refused) }
    var index = index
    index[account] = index[account].filter { $0 != credential } + [credential]
    try save(index)
  }

  /// Takes out what it holds of these; returns whether there was anything.
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

  /// All four always: a search with fewer would find another profile's. `:default` can be no profile's name.
  static func attributes(_ account: Account, _ credential: String) -> [String] {
    [
      "service", "edush", "provider", account.provider, "profile", account.profile ?? ":default", "credential",
      credential,
    ]
  }
}

extension Keyring {
  /// Why the keyring did not do what it was asked.
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
