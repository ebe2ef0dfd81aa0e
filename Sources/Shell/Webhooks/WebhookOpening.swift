import HTTP
import Providers
import Query

/// The prerequisites for receiving webhooks, checked and opened before listening.
struct WebhookOpening {
  let account: Account
  let reader: WebhookReader
  let file: EventFile?
  let forwarder: EventForwarder?
  /// Whether events are forwarded rather than only announced.
  let sendsOn: Bool
  /// A description of how senders are authenticated.
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

  /// A random path that cannot be guessed.
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
  /// Parses `PROVIDER[@PROFILE]`.
  init(parsing text: String, _ catalog: any Catalog) throws(Failure) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let profile = parts.count > 1 ? parts[1] : nil
    if let profile, !Account.isProfileName(profile) {
      throw Failure(.usage, "`\(profile)` is not a valid profile name", hint: Account.profileNameAdvice)
    }
    self = catalog.account(parts[0], profile: profile)
  }
}
