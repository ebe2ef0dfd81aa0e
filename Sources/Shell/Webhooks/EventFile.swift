import Glibc
import JSON
import Query

/// A file to which events are appended, one per line; each line is a single write.
final class EventFile: Sendable {
  let path: String
  private let descriptor: Int32

  /// Opens or creates the file, readable only by the user, since events contain personal data.
  init(_ path: String) throws(Failure) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else {
      let reason = errno == ENXIO ? "no program reads from that pipe" : FileError.reason(errno)
      throw Failure(.usage, FileError("append to", path, reason: reason).description)
    }
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
  }

  /// Like `init(_:)`, if the file may be written; nil in a dry run, which only reports that it would be.
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

  /// Appends a line; returns whether it was written. An incomplete line is removed.
  func append(_ value: Value) -> Bool {
    let line = Array((value.json() + "\n").utf8)
    let end = lseek(descriptor, 0, SEEK_END)
    let written = write(descriptor, line, line.count)
    guard written != line.count else { return true }
    if written > 0, end >= 0 { ftruncate(descriptor, end) }
    return false
  }
}
