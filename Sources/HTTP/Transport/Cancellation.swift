import Synchronization

/// A flag that cancels waiting calls. It can be set from any thread and is never reset.
public final class Cancellation: Sendable {
  /// Identifies a callback, so that it can be removed.
  public struct Registration: Sendable {
    fileprivate let number: Int
  }

  private struct State {
    var isCancelled = false
    var next = 0
    var callbacks: [Int: @Sendable () -> Void] = [:]
  }

  private let state = Mutex(State())
  private let parent: Cancellation?
  private let inherited: Mutex<Registration?> = Mutex(nil)

  /// Creates a flag that is set together with its parent, but not vice versa.
  public init(parent: Cancellation? = nil) {
    self.parent = parent
    let registration = parent?.onCancel { [weak self] in self?.cancel() }
    inherited.withLock { $0 = registration }
  }

  deinit {
    guard let parent, let registration = inherited.withLock({ $0 }) else { return }
    parent.remove(registration)
  }

  /// Whether it has been cancelled, directly or through its parent.
  public var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// Sets the flag and runs the callbacks on this thread. Further calls have no effect.
  public func cancel() {
    let callbacks = state.withLock { state in
      state.isCancelled = true
      defer { state.callbacks = [:] }
      return state.callbacks
    }
    for (_, callback) in callbacks.sorted(by: { $0.key < $1.key }) { callback() }
  }

  /// Registers a callback for `cancel`. Runs it immediately if the flag is already set.
  @discardableResult
  public func onCancel(_ callback: @escaping @Sendable () -> Void) -> Registration {
    let (number, isCancelled) = state.withLock { state in
      state.next += 1
      if !state.isCancelled { state.callbacks[state.next] = callback }
      return (state.next, state.isCancelled)
    }
    if isCancelled { callback() }
    return Registration(number: number)
  }

  /// Removes a callback, which may already be running.
  public func remove(_ registration: Registration) {
    _ = state.withLock { $0.callbacks.removeValue(forKey: registration.number) }
  }

  /// Throws `cancelled` if the flag is set.
  func check() throws(TransportError) {
    guard isCancelled else { return }
    throw TransportError(.cancelled, sent: .no, "the call was cancelled")
  }
}
