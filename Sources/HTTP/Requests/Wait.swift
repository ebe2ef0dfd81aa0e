/// What a call is waiting for.
public enum Wait: Sendable, Hashable {
  /// The response.
  case answer
  /// The next attempt, after the previous one failed for this reason; the time is in Unix seconds.
  case retry(because: String, at: Double)
  /// A slot in a rate limit; the time is in Unix seconds.
  case limit(until: Double)
}

/// The progress through the pages of a list.
public struct PageProgress: Sendable, Hashable {
  /// The requested page, from 1.
  public var page: Int
  /// The number of items in the previous pages.
  public var items: Int
  /// When the first page was requested, as `monotonicSeconds`.
  public var startedAt: Double

  /// Creates the progress of a list.
  public init(page: Int = 1, items: Int = 0, startedAt: Double = monotonicSeconds()) {
    self.page = page
    self.items = items
    self.startedAt = startedAt
  }
}
