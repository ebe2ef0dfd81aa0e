import Providers
import Query

/// Keeps credentials beyond the process: in the file, or in the keyring where that is wanted. One lies in one place only.
struct CredentialKeeper: Sendable {
  enum Place: Sendable {
    case file
    case keyring
  }

  let path: String
  let keyring: Keyring

  /// Keeps credentials; returns what to tell: where they lie, and why not in the keyring where that was wanted.
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

  /// The keyring stands before the file, so an older one in there would be used instead.
  private func keepInFile(_ values: [String: String], _ account: Account) throws(Failure) -> [String] {
    var file = try file() ?? CredentialFile()
    file[account].merge(values) { $1 }
    let warning = try PrivateFile.save(file.text, to: path)
    return ["kept in \(path)"] + [warning].compactMap(\.self) + (try takeOutOfKeyring(Array(values.keys), account))
  }

  /// Removes an account's credentials from wherever they are kept; returns what to tell.
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
