/// What may leave the machine: a rule for each risk class, and what the command line said.
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
    /// Only shown: a dry run.
    case show
    case ask
    case refuse(Reason)
  }

  /// Why a request was refused.
  public enum Reason: Sendable, Hashable {
    case readOnly
    case denied
    case needsPermission
    case declined
  }

  /// What the profile says; a class not named has its default.
  public var rules: [Risk: Rule]
  /// `--read-only`, `EDUSH_READ_ONLY`: beats every permission.
  public var isReadOnly: Bool
  /// `--allow`: the classes that need no confirmation.
  public var allowed: Set<Risk>
  /// `--yes`: every confirmation is answered.
  public var answersYes: Bool
  /// `--dry-run`: reads are sent, all else only shown.
  public var isDryRun: Bool

  /// Reads and writes are allowed, what reaches people or destroys is confirmed, unless `rules` say otherwise.
  public init(
    rules: [Risk: Rule] = [:], isReadOnly: Bool = false, allowed: Set<Risk> = [], answersYes: Bool = false,
    isDryRun: Bool = false
  ) {
    self.rules = rules
    self.isReadOnly = isReadOnly
    self.allowed = allowed
    self.answersYes = answersYes
    self.isDryRun = isDryRun
  }

  /// The rule of a class, its default where the profile has none.
  public func rule(for risk: Risk) -> Rule {
    rules[risk] ?? (risk <= .write ? .allow : .confirm)
  }

  /// Decides about one request; `canAsk` is whether somebody could answer a confirmation.
  public func decision(for risk: Risk, canAsk: Bool) -> Decision {
    if isDryRun && risk != .read { return .show }
    if isReadOnly && risk != .read { return .refuse(.readOnly) }
    switch rule(for: risk) {
    case .allow: return .send
    case .deny: return .refuse(.denied)
    case .confirm:
      if answersYes || allowed.contains(risk) { return .send }
      return canAsk ? .ask : .refuse(.needsPermission)
    }
  }
}
