import Synchronization

/// Holds the recorder of the current run, for stages that are created before the run starts.
public final class CurrentRecorder: Sendable {
  private let current = Mutex<RunRecorder?>(nil)

  /// Creates a holder without a run.
  public init() {}

  /// The recorder of the current run; nil between runs.
  public var value: RunRecorder? {
    get { current.withLock { $0 } }
    set { current.withLock { $0 = newValue } }
  }
}
