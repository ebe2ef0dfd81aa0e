/// A value protected by a lock, for values under contention from many threads. Unlike with `Mutex`, a waiting thread
/// sleeps at once, which matters if there are more threads than processors.
public final class Locked<Value>: @unchecked Sendable {
  private let lock = ConditionLock()
  private var value: Value

  /// Creates a protected value.
  public init(_ value: Value) { self.value = value }

  /// Runs `body` with exclusive access to the value.
  public func withLock<Result, Failure>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try lock.withLock { () throws(Failure) in try body(&value) }
  }
}
