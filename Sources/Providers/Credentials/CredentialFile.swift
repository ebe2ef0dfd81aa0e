import JSON
public import Query

/// The content of the credentials file: `{"coderpad": {"api_key": "…"}, "coderpad@old": {…}}`.
public struct CredentialFile: Sendable {
  private var accounts: Object

  /// Creates an empty file.
  public init() { accounts = [:] }

  /// Parses the text of the file, which may be empty.
  public init(_ text: String) throws(Failure) {
    guard text.contains(where: { !$0.isWhitespace }) else {
      accounts = [:]
      return
    }
    guard let accounts = (try? Value.parse(text))?.object else {
      throw Failure(
        .auth, "the credentials file is not a JSON object", hint: "it reads {\"coderpad\": {\"api_key\": \"…\"}}")
    }
    self.accounts = accounts
  }

  /// The credentials of an account, by name.
  public subscript(account: Account) -> [String: String] {
    get {
      var values: [String: String] = [:]
      for (name, value) in accounts[account.description]?.object ?? [:] { values[name.string] = value.string }
      return values
    }
    set {
      let members = newValue.sorted { $0.key < $1.key }.map { (Text($0.key), Value($0.value)) }
      accounts[account.description] = members.isEmpty ? Value?.none : Value(Object(members))
    }
  }

  /// All string values in the file.
  var entries: [(account: String, name: String, value: String)] {
    accounts.flatMap { account, values in
      (values.object ?? [:]).compactMap { name, value in value.string.map { (account.string, name.string, $0) } }
    }
  }

  /// The profiles of a provider in the file.
  func profiles(of provider: String) -> [String] {
    accounts.keys.map(\.string).compactMap { key in
      key.hasPrefix(provider + "@") ? String(key.dropFirst(provider.count + 1)) : nil
    }
  }

  /// The text of the file.
  public var text: String { Value(accounts).json(.pretty) + "\n" }
}
