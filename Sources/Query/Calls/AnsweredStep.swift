public import JSON

/// A write that was carried out, as it is recalled when its unit runs again.
public struct AnsweredStep: Sendable {
  public var account: Account
  /// `pads.create`, `request`.
  public var method: String
  /// The path parameters, which name what the call was about.
  public var target: [String]
  /// The bound arguments.
  public var arguments: Value
  /// What the call output.
  public var payload: Value
  /// Whether the payload was kept without its secret parts.
  public var lacksSecrets: Bool
  /// Which write of its unit it was, from 1.
  public var ordinal: Int?
  /// When it left, in Unix seconds; nil where nothing tells.
  public var sentAt: Double?

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

  /// Whether it hits the same: only its arguments may be others.
  func isAlike(_ other: AnsweredStep) -> Bool {
    account == other.account && method == other.method && target == other.target
  }

  func isSame(as other: AnsweredStep) -> Bool {
    isAlike(other) && arguments == other.arguments
  }
}
