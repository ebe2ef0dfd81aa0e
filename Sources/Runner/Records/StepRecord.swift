public import JSON
public import Query

/// A write of a run: what was meant, what became of it.
public struct StepRecord: Sendable {
  /// How far it came (batch.md, 1).
  public enum State: String, Sendable, CaseIterable {
    /// Policy has agreed.
    case intended
    /// Its first byte may have left, and nothing is known since.
    case sent
    case done
    /// The provider said no.
    case refused
    /// It certainly never left.
    case unsent
    /// It was sent, and no answer came, a broken one, or a 5xx.
    case inDoubt = "in_doubt"
  }

  /// From 1 within its row.
  public var step: Int
  public var account: Account
  /// `pads.update`, `request`.
  public var method: String
  public var risk: Risk
  public var state: State
  /// The id of what is hit, where there is a single one.
  public var target: String?
  /// Unix seconds, as `answeredAt`; nil where it was not.
  public var sentAt: Double?
  public var answeredAt: Double?
  public var exchange: Int?
  /// The bound arguments by name, secrets replaced.
  public var arguments: Value
  /// The object before; null where there is no picture of it.
  public var before: Value
  /// The payload, else `before` with what was sent; null where neither is known.
  public var after: Value
  /// The object that `catch` would see; null where it did not fail.
  public var error: Value

  public init(
    step: Int, account: Account, method: String, risk: Risk, state: State, target: String? = nil,
    sentAt: Double? = nil, answeredAt: Double? = nil, exchange: Int? = nil, arguments: Value = .null,
    before: Value = .null, after: Value = .null, error: Value = .null
  ) {
    self.step = step
    self.account = account
    self.method = method
    self.risk = risk
    self.state = state
    self.target = target
    self.sentAt = sentAt
    self.answeredAt = answeredAt
    self.exchange = exchange
    self.arguments = arguments
    self.before = before
    self.after = after
    self.error = error
  }
}
