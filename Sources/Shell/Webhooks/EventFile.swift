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
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else {
      let reason = errno == ENXIO ? "no program reads from that pipe" : FileError.reason(errno)
      throw Failure(.usage, FileError("append to", path, reason: reason).description)
    }
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
  }

  /// The same where that file may be written; nil in a dry run, which only says that it would be.
  convenience init?(_ path: String, _ access: FileAccess, _ notify: (String) -> Void) throws(Failure) {
    try access.check(writing: path)
    guard !access.isDryRun else {
      notify("would append events to \(path)")
      return nil
    }
    try self.init(path)
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
