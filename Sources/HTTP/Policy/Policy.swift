public import Query

/// What may leave the machine: a rule for each class, and what the command line said.
public struct Policy: Sendable {
  /// What holds for a class.
  public enum Rule: String, Sendable, Hashable, CaseIterable {
    case allow
    case confirm
    case deny
  }

  /// What becomes of one request.
  public enum Decision: Sendable, Hashable {
    case send
    case ask
    case refuse(Reason)
  }

  /// Why a request was refused.
  public enum Reason: Sendable, Hashable {
    /// `--read-only`, `EDUSH_READ_ONLY`.
    case readOnly
    /// `config.json` has errors and may have held a policy.
    case brokenSettings
    case denied
    case needsPermission
    case declined
    /// `--max-writes`: as many were sent as it allows.
    case tooManyWrites(most: Int)
    /// `watch` and arguments on the command line, which only read.
    case readsOnly
  }

  /// What the profile says; a class that is not named has its default.
  public var rules: [Risk: Rule]
  /// Whether only reads are allowed, and why; beats every permission.
  public var readOnly: Reason?
  /// `"production": true`: writes are confirmed unless the rules name them.
  public var isProduction: Bool
  /// `--allow`: the classes that need no confirmation.
  public var allowed: Set<Risk>
  /// `--yes`: every confirmation is answered.
  public var answersYes: Bool

  /// Reads and writes are allowed, calls that reach people or destroy are confirmed, unless `rules` say otherwise.
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

  /// The rule of a class, its default where the profile has none.
  public func rule(for risk: Risk) -> Rule {
    if let rule = rules[risk] { return rule }
    switch risk {
    case .read: return .allow
    case .write: return isProduction ? .confirm : .allow
    case .outward, .destructive: return .confirm
    }
  }

  /// Decides about one request; `canAsk` is whether there is anyone to answer a confirmation.
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
