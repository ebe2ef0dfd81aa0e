import JSON
import Providers
import Query
import Script

/// The names of the credentials stored in the keyring, without values: `{"coderpad": ["api_key"], "coderpad@old":
/// […]}`.
///
/// It avoids queries to the keyring for credentials that are not there.
struct KeyringIndex {
  private var accounts: Object

  /// Reads the file; a missing or malformed one is empty.
  init(at path: String) {
    let bytes = (try? LocalFile.contents(of: path, .regular)) ?? []
    accounts = (try? Value.parse(utf8: bytes))?.object ?? [:]
  }

  /// The names of an account's credentials, sorted.
  subscript(account: Account) -> [String] {
    get { (accounts[account.description]?.array ?? []).compactMap(\.string) }
    set { accounts[account.description] = newValue.isEmpty ? Value?.none : Value(newValue.sorted().map { Value($0) }) }
  }

  /// The named profiles of a provider.
  func profiles(of provider: String) -> [String] {
    accounts.keys.map(\.string).filter { $0.hasPrefix(provider + "@") }.map { String($0.dropFirst(provider.count + 1)) }
  }

  func save(to path: String) throws(Failure) {
    try PrivateFile.save(Value(accounts).json(.pretty) + "\n", to: path)
  }
}
