/// What a call waits for.
public enum Wait: Sendable, Hashable {
  case answer
  /// The next try, after this outcome of the last one; the time is Unix seconds.
  case retry(because: String, at: Double)
  /// A place in a rate limit; the time is Unix seconds.
  case limit(until: Double)
}

/// Where a walk through the pages of a list is.
public struct PageProgress: Sendable, Hashable {
  /// The page that is asked for, from 1.
  public var page: Int
  /// How many items the pages before it had.
  public var items: Int
  /// When the walk began, as of `monotonicSeconds`.
  public var startedAt: Double

  public init(page: Int = 1, items: Int = 0, startedAt: Double = monotonicSeconds()) {
    self.page = page
    self.items = items
    self.startedAt = startedAt
  }
}
