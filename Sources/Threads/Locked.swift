/// A value that one thread at a time uses. For values that many threads share under load: unlike `Mutex`, a thread that has
/// to wait sleeps at once, which matters where there are more threads than processors.
public final class Locked<Value>: @unchecked Sendable {
  private let lock = ConditionLock()
  private var value: Value

  public init(_ value: Value) { self.value = value }

  /// Runs `body` with the value, while no other thread uses it.
  public func withLock<Result, Failure>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try lock.withLock { () throws(Failure) in try body(&value) }
  }
}
