public import JSON
public import Query

/// A write of a run: its arguments and its outcome.
public struct StepRecord: Sendable {
  /// How far the write came (docs/batch.md, "Runs").
  public enum State: String, Sendable, CaseIterable {
    /// Policy has allowed it.
    case intended
    /// Its first byte may have been sent; nothing is known since.
    case sent
    case done
    /// The provider rejected it.
    case refused
    /// It was certainly not sent.
    case unsent
    /// It was sent, but there was no response, a malformed one, or a 5xx.
    case inDoubt = "in_doubt"
  }

  /// From 1 within its row.
  public var step: Int
  /// The account that the write goes to.
  public var account: Account
  /// The method, such as `pads.update`, or `request`.
  public var method: String
  /// The risk class of the method.
  public var risk: Risk
  /// How far the write came.
  public var state: State
  /// The id of the affected object, if there is exactly one.
  public var target: String?
  /// Unix seconds; nil if the write was not sent.
  public var sentAt: Double?
  /// Unix seconds; nil without a response.
  public var answeredAt: Double?
  /// The number of the exchange in the session's log.
  public var exchange: Int?
  /// The bound arguments by name, with secrets replaced.
  public var arguments: Value
  /// The object before the write; null if it was not read.
  public var before: Value
  /// The payload, otherwise `before` with the written fields; null if neither is known.
  public var after: Value
  /// The error object that `catch` receives; null if the write did not fail.
  public var error: Value

  /// Creates the record of a write.
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
