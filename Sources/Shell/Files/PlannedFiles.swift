import Synchronization

/// The files that a script would write, so that it can read them again. Safe from any thread.
final class PlannedFiles: Sendable {
  private let contents = Mutex<[String: [UInt8]]>([:])

  func keep(_ bytes: [UInt8], at path: String) {
    let real = RealPath.of(path)
    contents.withLock { $0[real] = bytes }
  }

  /// nil where nothing would be written.
  func bytes(at path: String) -> [UInt8]? {
    contents.withLock { $0.isEmpty ? nil : $0[RealPath.of(path)] }
  }
}
