public import Query

/// A request, with its start time and duration.
public struct RequestSpan: Sendable, Hashable {
  /// The account that the request was sent to.
  public var account: Account
  /// The method, such as `pads.update`, or `request`.
  public var method: String
  /// The risk class of the method.
  public var risk: Risk
  /// Unix seconds.
  public var startedAt: Double
  /// The duration, in milliseconds.
  public var durationMilliseconds: Double
  /// The HTTP status; nil without a response.
  public var status: Int?
  /// The row that sent it; nil outside of rows.
  public var row: RowPlace?

  /// Creates the span of a request.
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

  /// Whether there was no response or an error status.
  var hasFailed: Bool { status.map { $0 >= 400 } ?? true }
}
