import Diagnostics
import HTTP
public import Query

/// The providers that send webhooks, and the checks for them. Thread-safe.
public struct WebhookSenders: Sendable {
  let library: ManifestLibrary
  let sessions: Sessions

  /// The providers that send webhooks.
  public var providers: [String] { library.names.filter { (try? library.need($0))?.webhooks != nil } }

  /// The documented events of a provider.
  public func events(of provider: String) -> [WebhookEventDescription] {
    (try? library.need(provider))?.webhooks?.events ?? []
  }

  /// A reader that checks signatures if the provider signs webhooks. Throws `auth` if the secret is not known.
  public func reader(of account: Account) throws(Failure) -> (reader: WebhookReader, source: CredentialSource?) {
    let rules = try rules(of: account)
    guard let rule = rules.signature else { return (WebhookReader(account: account, rules: rules, secret: nil), nil) }
    let found = try secret(rule, account)
    return (WebhookReader(account: account, rules: rules, secret: found.value), found.source)
  }

  /// A reader that does not check signatures.
  public func unchecking(_ account: Account) throws(Failure) -> WebhookReader {
    WebhookReader(account: account, rules: try rules(of: account), secret: nil)
  }

  /// A verifier for single signatures. Throws `usage` if the provider does not sign webhooks, `auth` if the secret is
  /// not known.
  public func verifier(of account: Account) throws(Failure) -> WebhookVerifier {
    guard let rule = try rules(of: account).signature else {
      throw Failure(
        .usage, "\(account.provider) does not sign its webhooks", provider: account.provider,
        hint: "it signs nothing that could be verified")
    }
    let found = try secret(rule, account)
    return WebhookVerifier(account: account, header: rule.header, secret: found.value, source: found.source)
  }

  private func rules(of account: Account) throws(Failure) -> WebhookRules {
    if let rules = try library.need(account.provider).webhooks { return rules }
    throw Failure(
      .usage, "\(account.provider) sends no webhooks", provider: account.provider,
      hint: providers.joined(separator: " and ") + (providers.count == 1 ? " does" : " do"))
  }

  private func secret(
    _ rule: SignatureRule, _ account: Account
  ) throws(Failure) -> (value: Secret, source: CredentialSource) {
    if let found = try sessions.credential(rule.secret, of: account) { return found }
    let definition = try library.need(account.provider).credential(rule.secret)
    let variables = [account.variable(rule.secret)] + (account.profile == nil ? definition?.environment ?? [] : [])
    throw Failure(
      .auth, "the \(rule.secret) of \(account) is not known", provider: account.provider,
      hint: "set \(variables.joined(separator: " or ")), or keep it: "
        + "`edush login \(account) '\(rule.secret): read_text(\"/dev/stdin\") | trim'`")
  }
}
