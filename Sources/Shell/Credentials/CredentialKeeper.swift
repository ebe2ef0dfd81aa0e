import Providers
import Query

/// Stores credentials permanently, in the file or in the keyring. Each is stored in only one place.
struct CredentialKeeper: Sendable {
  enum Place: Sendable {
    case file
    case keyring
  }

  let path: String
  let keyring: Keyring

  /// Stores credentials. Returns messages about where they are stored and, if the keyring was requested but not used,
  /// why.
  func keep(_ values: [String: String], of account: Account, in place: Place) throws(Failure) -> [String] {
    guard place == .keyring else { return try keepInFile(values, account) }
    do throws(Keyring.Fault) {
      for (name, value) in values.sorted(by: { $0.key < $1.key }) { try keyring.store(value, account, name) }
    } catch {
      let reason = "warning: \(Keyring.name) did not keep it: \(error.reason.words)"
      return [reason] + (try keepInFile(values, account))
    }
    var file = try file() ?? CredentialFile()
    let left = file[account].filter { values[$0.key] == nil }
    guard left != file[account] else { return ["kept in \(Keyring.name)"] }
    file[account] = left
    try PrivateFile.save(file.text, to: path)
    return ["kept in \(Keyring.name), and taken out of \(path)"]
  }

  /// The keyring takes precedence over the file, so remove older credentials from it.
  private func keepInFile(_ values: [String: String], _ account: Account) throws(Failure) -> [String] {
    var file = try file() ?? CredentialFile()
    file[account].merge(values) { $1 }
    let warning = try PrivateFile.save(file.text, to: path)
    return ["kept in \(path)"] + [warning].compactMap(\.self) + (try takeOutOfKeyring(Array(values.keys), account))
  }

  /// Removes an account's credentials from all places. Returns messages.
  func forget(_ account: Account, names: [String]) throws(Failure) -> [String] {
    var told: [String] = []
    if var file = try file(), !file[account].isEmpty {
      file[account] = [:]
      try PrivateFile.save(file.text, to: path)
      told.append("forgotten in \(path)")
    }
    return told + (try takeOutOfKeyring(names, account))
  }

  private func takeOutOfKeyring(_ names: [String], _ account: Account) throws(Failure) -> [String] {
    do throws(Keyring.Fault) {
      return try keyring.clear(names, account) ? ["forgotten in \(Keyring.name)"] : []
    } catch {
      throw Failure(
        .auth, "\(Keyring.name) still contains credentials of \(account): \(error.reason.words)",
        provider: account.provider, hint: "unlock it, and `edush logout \(account)`")
    }
  }

  private func file() throws(Failure) -> CredentialFile? {
    guard let bytes = try? LocalFile.contents(of: path, .regular) else { return nil }
    return try CredentialFile(commented: bytes)
  }
}
