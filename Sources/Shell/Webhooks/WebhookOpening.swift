import HTTP
import Providers
import Query

/// What receiving webhooks needs, found and opened before anything is listened for.
struct WebhookOpening {
  let account: Account
  let reader: WebhookReader
  let file: EventFile?
  let forwarder: EventForwarder?
  /// Whether it sends, rather than only shows what it would send.
  let sendsOn: Bool
  /// What is known of who sends.
  let assurance: String

  init(_ options: WebhookOptions, _ services: Services, _ console: Console) throws(Failure) {
    if let path = options.path, !path.hasPrefix("/") {
      throw Failure(.usage, "`\(path)` is not a path", hint: "write /\(path)")
    }
    account = try Account(parsing: options.account, services.providers.catalog)
    let (reader, assurance) = try Self.reader(options, account, services.providers.client.webhooks)
    self.reader = reader
    self.assurance = assurance + (reader.checksSignatures || options.path != nil ? "" : Self.suggestion)
    forwarder = try options.forward.map { [account] address throws(Failure) in
      try EventForwarder(
        address, of: account, gate: services.connection.gate, through: services.connection.forwarding)
    }
    sendsOn = try Self.sendsOn(forwarder, account, isDryRun: services.options.isDryRun)
    file = try options.save.flatMap { path throws(Failure) in try EventFile(path, services.access, console.notify) }
  }

  private static func reader(
    _ options: WebhookOptions, _ account: Account, _ senders: WebhookSenders
  ) throws(Failure) -> (WebhookReader, String) {
    guard options.checksSignatures else {
      let reader = try senders.unchecking(account)
      guard reader.signatureHeader != nil else { return (reader, unsigned) }
      return (reader, "signatures are not checked: anyone with the URL can post")
    }
    do throws(Failure) {
      let (reader, source) = try senders.reader(of: account)
      guard let source, let header = reader.signatureHeader else { return (reader, unsigned) }
      return (reader, "\(header) is checked with the secret from \(source)")
    } catch {
      guard error.kind == .auth else { throw error }
      var failure = error
      failure.hint = (error.hint.map { $0 + "; " } ?? "") + "`--no-verify` accepts anything from anyone"
      throw failure
    }
  }

  private static func sendsOn(
    _ forwarder: EventForwarder?, _ account: Account, isDryRun: Bool
  ) throws(Failure) -> Bool {
    guard let forwarder, !isDryRun else { return false }
    do throws(TransportError) {
      try forwarder.check()
      return true
    } catch {
      throw Failure(.policy, error.message, provider: account.provider, hint: error.hint)
    }
  }

  /// A path that nobody guesses, new each time.
  private static var suggestion: String {
    let digits = (0..<2).map { _ in
      let number = String(UInt64.random(in: 0 ... .max), radix: 36)
      return String(repeating: "0", count: 13 - number.count) + number
    }
    return "; only a path that cannot be guessed keeps others out: --path /\(digits.joined())"
  }

  private static let unsigned = "it signs nothing: anyone with the URL can post"
}

extension Account {
  /// `PROVIDER[@PROFILE]`.
  init(parsing text: String, _ catalog: any Catalog) throws(Failure) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let profile = parts.count > 1 ? parts[1] : nil
    if let profile, !Account.isProfileName(profile) {
      throw Failure(.usage, "`\(profile)` is not a valid profile name", hint: Account.profileNameAdvice)
    }
    self = catalog.account(parts[0], profile: profile)
  }
}
