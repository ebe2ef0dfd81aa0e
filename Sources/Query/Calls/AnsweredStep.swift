public import JSON

/// A completed write, recalled when its unit runs again.
public struct AnsweredStep: Sendable {
  /// The account that the write used.
  public var account: Account
  /// The method: `pads.create` or `request`.
  public var method: String
  /// The path parameters, which identify the target of the write.
  public var target: [String]
  /// The bound arguments.
  public var arguments: Value
  /// The output of the call.
  public var payload: Value
  /// Whether secrets were removed from the payload before it was stored.
  public var lacksSecrets: Bool
  /// The position among the writes of its unit, from 1.
  public var ordinal: Int?
  /// When the request was sent, in Unix seconds; nil if unknown.
  public var sentAt: Double?

  /// Creates a completed write.
  public init(
    account: Account, method: String, target: [String], arguments: Value, payload: Value = .null,
    lacksSecrets: Bool = false, ordinal: Int? = nil, sentAt: Double? = nil
  ) {
    self.account = account
    self.method = method
    self.target = target
    self.arguments = arguments
    self.payload = payload
    self.lacksSecrets = lacksSecrets
    self.ordinal = ordinal
    self.sentAt = sentAt
  }

  /// Whether both writes have the same target; their arguments may differ.
  func isAlike(_ other: AnsweredStep) -> Bool {
    account == other.account && method == other.method && target == other.target
  }

  func isSame(as other: AnsweredStep) -> Bool {
    isAlike(other) && arguments == other.arguments
  }
}
