import HTTP
import Query

extension CredentialStore {
  /// The base URL of an account: from its environment variable, its setting, or the manifest.
  func base(_ account: Account, _ manifest: Manifest) throws(Failure) -> BaseURL {
    let variable = account.variable("url")
    if let text = surroundings.environment(variable), !text.isEmpty { return try Self.read(text, variable, account) }
    if let text = surroundings.profile(account.provider, account.profile).url {
      return try Self.read(text, "`url` of \(account) in config.json", account)
    }
    // A profile without its own URL uses that of the provider.
    let common = Account(account.provider).variable("url")
    if account.profile != nil, let text = surroundings.environment(common), !text.isEmpty {
      return try Self.read(text, common, account)
    }
    return try Self.read(try fill(manifest.base, account, manifest), "the manifest of \(account.provider)", account)
  }

  private func fill(_ text: String, _ account: Account, _ manifest: Manifest) throws(Failure) -> String {
    var values: [String: String] = [:]
    for name in Template.names(text) {
      guard let found = try find(name, account, manifest) else {
        throw Failure(
          .auth, "not logged in to \(account): its \(name) is not known", provider: account.provider,
          hint: "`login \(account) \(name): \"…\"`, or set \(account.variable(name)) or \(account.variable("url"))")
      }
      guard found.value.utf8.allSatisfy({ "-".utf8.contains($0) || Self.isAlphanumeric($0) }) else {
        throw Failure(
          .usage, "`\(found.value)` cannot be the \(name) of \(account)", provider: account.provider,
          hint: "it is one part of a host name")
      }
      values[name] = found.value
    }
    return Template.fill(text) { values[$0] ?? "" }
  }

  private static func read(_ text: String, _ place: String, _ account: Account) throws(Failure) -> BaseURL {
    let base: BaseURL
    do throws(TransportError) {
      base = try BaseURL(text)
    } catch {
      throw Failure(.usage, "\(place): \(error.message)", provider: account.provider, hint: error.hint)
    }
    guard base.origin.scheme == .https || base.origin.isLoopback else {
      throw Failure(
        .usage, "\(place): plain http is refused for every host but this machine", provider: account.provider,
        hint: "use https")
    }
    return base
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }
}
