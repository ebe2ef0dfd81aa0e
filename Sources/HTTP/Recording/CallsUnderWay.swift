public import Query
import Synchronization

/// The exchanges that are under way, and what each of them waits for: for a line that tells the user.
public final class CallsUnderWay: Sendable {
  /// One exchange that has begun and not ended.
  public struct Call: Sendable {
    public var account: Account
    /// The provider's method, `pads.update`.
    public var method: String
    /// Whether edush makes it on its own on the way of a call, such as a login.
    public var isIncidental: Bool
    /// Which page of a list it asks for; nil where it is not one of several.
    public var page: PageProgress?
    /// When it began, or the walk through the pages that it belongs to, as of `monotonicSeconds`.
    public var startedAt: Double
    /// The number of the current try, from 1.
    public var tries: Int
    public var wait: Wait
  }

  /// How often an exchange is tried at most.
  public static let maximumTries = RetrySchedule.maximumTries

  private struct Entry {
    var context: CallContext
    var startedAt: Double
    var trace: AttemptTrace
  }

  private let entries = Mutex<[Int: Entry]>([:])

  /// Makes an empty list.
  public init() {}

  /// All of them, the oldest first.
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
