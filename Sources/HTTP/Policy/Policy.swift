public import Query

/// The rules for what may be sent: one per risk class, plus command-line options.
public struct Policy: Sendable {
  /// The rule for a risk class.
  public enum Rule: String, Sendable, Hashable, CaseIterable {
    /// Send without asking.
    case allow
    /// Ask the user before sending.
    case confirm
    /// Never send.
    case deny
  }

  /// The decision about a request.
  public enum Decision: Sendable, Hashable {
    /// Send the request.
    case send
    /// Ask the user first.
    case ask
    /// Do not send the request.
    case refuse(Reason)
  }

  /// Why a request was refused.
  public enum Reason: Sendable, Hashable {
    /// `--read-only`, `EDUSH_READ_ONLY`.
    case readOnly
    /// `config.json` has errors and may contain a policy.
    case brokenSettings
    /// The policy denies requests of this kind.
    case denied
    /// Confirmation is required, but there is no user to ask.
    case needsPermission
    /// The user did not confirm it.
    case declined
    /// `--max-writes`: the maximum number of writes has been sent.
    case tooManyWrites(most: Int)
    /// `watch` and arguments on the command line may only read.
    case readsOnly
  }

  /// The profile's rules; a class without a rule has its default.
  public var rules: [Risk: Rule]
  /// Why only reads are allowed; nil if they are not restricted. Overrides every permission.
  public var readOnly: Reason?
  /// `"production": true`: writes need confirmation unless a rule covers them.
  public var isProduction: Bool
  /// `--allow`: the classes that need no confirmation.
  public var allowed: Set<Risk>
  /// `--yes`: every confirmation is accepted.
  public var answersYes: Bool

  /// By default reads and writes are allowed; outward and destructive calls need confirmation.
  public init(
    rules: [Risk: Rule] = [:], readOnly: Reason? = nil, isProduction: Bool = false, allowed: Set<Risk> = [],
    answersYes: Bool = false
  ) {
    self.rules = rules
    self.readOnly = readOnly
    self.isProduction = isProduction
    self.allowed = allowed
    self.answersYes = answersYes
  }

  /// The rule for a class, or its default.
  public func rule(for risk: Risk) -> Rule {
    if let rule = rules[risk] { return rule }
    switch risk {
    case .read: return .allow
    case .write: return isProduction ? .confirm : .allow
    case .outward, .destructive: return .confirm
    }
  }

  /// Decides about a request. `canAsk` is whether a user can be asked for confirmation.
  public func decision(for call: CallContext, canAsk: Bool) -> Decision {
    let risk = call.risk
    if let readOnly, risk != .read { return .refuse(readOnly) }
    switch rule(for: risk) {
    case .deny: return .refuse(.denied)
    case .allow where !call.isRepeat || risk == .read: return .send
    case .allow, .confirm:
      if answersYes || allowed.contains(risk) { return .send }
      return canAsk ? .ask : .refuse(.needsPermission)
    }
  }
}
