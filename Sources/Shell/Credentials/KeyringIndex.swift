import JSON
import Providers
import Query
import Script

/// Which credentials were put into the keyring, never what they are: `{"coderpad": ["api_key"], "coderpad@old": […]}`.
///
/// It is what lets everybody else start without asking the keyring anything.
struct KeyringIndex {
  private var accounts: Object

  /// Reads the file; one that is not there, or that somebody broke, names nothing.
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
