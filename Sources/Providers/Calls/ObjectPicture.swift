public import JSON
import Synchronization

/// The object of a write as it was read before it, shared between the stages that a call passes through.
public final class ObjectPicture: Sendable {
  private let state = Mutex<Value?>(nil)

  init() {}

  /// The object; nil if nothing read it.
  public var value: Value? {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }
}
