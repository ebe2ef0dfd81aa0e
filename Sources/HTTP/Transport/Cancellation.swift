import Synchronization

/// A flag that ends waiting calls, from any thread and once for all.
public final class Cancellation: Sendable {
  /// Names a callback, so that it can be taken back.
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

  /// Makes one that is cancelled with its parent, but not the other way round.
  public init(parent: Cancellation? = nil) {
    self.parent = parent
    let registration = parent?.onCancel { [weak self] in self?.cancel() }
    inherited.withLock { $0 = registration }
  }

  deinit {
    guard let parent, let registration = inherited.withLock({ $0 }) else { return }
    parent.remove(registration)
  }

  /// Whether it was cancelled, itself or through its parent.
  public var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// Sets the flag and calls what waits for it, on this thread; a second call does nothing.
  public func cancel() {
    let callbacks = state.withLock { state in
      state.isCancelled = true
      defer { state.callbacks = [:] }
      return state.callbacks
    }
    for (_, callback) in callbacks.sorted(by: { $0.key < $1.key }) { callback() }
  }

  /// Calls back on `cancel`, or at once where that has happened already.
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

  /// Takes a callback back; it may be running already.
  public func remove(_ registration: Registration) {
    _ = state.withLock { $0.callbacks.removeValue(forKey: registration.number) }
  }

  /// Throws where the flag is set.
  func check() throws(TransportError) {
    guard isCancelled else { return }
    throw TransportError(.cancelled, sent: .no, "the call was cancelled")
  }
}
