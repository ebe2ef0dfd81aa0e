import Synchronization

/// The files that a dry run would write, so that the script can read them again. Safe to use from several threads.
final class PlannedFiles: Sendable {
  private let contents = Mutex<[String: [UInt8]]>([:])

  func keep(_ bytes: [UInt8], at path: String) {
    let real = RealPath.of(path)
    contents.withLock { $0[real] = bytes }
  }

  /// nil if nothing would be written to the path.
  func bytes(at path: String) -> [UInt8]? {
    contents.withLock { $0.isEmpty ? nil : $0[RealPath.of(path)] }
  }
}
