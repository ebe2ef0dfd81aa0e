import Glibc
import JSON
import Query

/// A file that events are appended to, one a line; each line is one write.
final class EventFile: Sendable {
  let path: String
  private let descriptor: Int32

  /// Opens it, or makes it for this user alone: events tell of people.
  init(_ path: String) throws(Failure) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw Failure(.usage, FileError("append to", path, code: errno).description)
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Whether all of the line is in the file; of a line that does not fit nothing stays.
  func append(_ value: Value) -> Bool {
    let line = Array((value.json() + "\n").utf8)
    let end = lseek(descriptor, 0, SEEK_END)
    let written = write(descriptor, line, line.count)
    guard written != line.count else { return true }
    if written > 0, end >= 0 { ftruncate(descriptor, end) }
    return false
  }
}
