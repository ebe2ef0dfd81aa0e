public import Query

/// A request and how long it took.
public struct RequestSpan: Sendable, Hashable {
  public var account: Account
  /// `pads.update`, `request`.
  public var method: String
  public var risk: Risk
  /// Unix seconds.
  public var startedAt: Double
  public var durationMilliseconds: Double
  /// nil where no response came.
  public var status: Int?
  /// nil outside of rows.
  public var row: RowPlace?

  public init(
    _ account: Account, method: String, risk: Risk, startedAt: Double, durationMilliseconds: Double,
    status: Int? = nil, row: RowPlace? = nil
  ) {
    self.account = account
    self.method = method
    self.risk = risk
    self.startedAt = startedAt
    self.durationMilliseconds = durationMilliseconds
    self.status = status
    self.row = row
  }

  /// Whether there was no response, or one that reports an error.
  var hasFailed: Bool { status.map { $0 >= 400 } ?? true }
}
