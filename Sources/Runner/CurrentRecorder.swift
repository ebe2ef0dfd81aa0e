import Synchronization

/// The run that goes on at the moment, for what is built before it begins.
public final class CurrentRecorder: Sendable {
  private let current = Mutex<RunRecorder?>(nil)

  public init() {}

  public var value: RunRecorder? {
    get { current.withLock { $0 } }
    set { current.withLock { $0 = newValue } }
  }
}
