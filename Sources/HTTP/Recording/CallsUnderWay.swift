public import Query
import Synchronization

/// The exchanges in progress and what each is waiting for, for the status line.
public final class CallsUnderWay: Sendable {
  /// An exchange in progress.
  public struct Call: Sendable {
    /// The account that the request is sent to.
    public var account: Account
    /// The provider's method, such as `pads.update`.
    public var method: String
    /// Whether edush sends it on its own behalf as part of a call, such as a login.
    public var isIncidental: Bool
    /// The page of a list that it requests; nil if it is not one of several.
    public var page: PageProgress?
    /// When it began, or when its sequence of pages began; as `monotonicSeconds`.
    public var startedAt: Double
    /// The number of the current attempt, from 1.
    public var tries: Int
    /// What it is waiting for.
    public var wait: Wait
  }

  /// The maximum number of attempts.
  public static let maximumTries = RetrySchedule.maximumTries

  private struct Entry {
    var context: CallContext
    var startedAt: Double
    var trace: AttemptTrace
  }

  private let entries = Mutex<[Int: Entry]>([:])

  /// Creates an empty list.
  public init() {}

  /// All exchanges in progress, oldest first.
  public var all: [Call] {
    let entries = entries.withLock { $0 }
    return entries.sorted { $0.key < $1.key }.map { _, entry in
      let content = entry.trace.content
      return Call(
        account: entry.context.account, method: entry.context.method, isIncidental: entry.context.isIncidental,
        page: entry.context.page, startedAt: entry.context.page?.startedAt ?? entry.startedAt,
        tries: max(content.tries, 1), wait: content.wait)
    }
  }

  func begin(_ exchange: Int, _ context: CallContext, _ trace: AttemptTrace) {
    let entry = Entry(context: context, startedAt: monotonicSeconds(), trace: trace)
    entries.withLock { $0[exchange] = entry }
  }

  func end(_ exchange: Int) { entries.withLock { $0[exchange] = nil } }
}
