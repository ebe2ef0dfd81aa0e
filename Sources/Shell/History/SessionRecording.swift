import Glibc
import Query
import Synchronization

/// Writes the lines entered at the prompt to a script while `record` is on.
final class SessionRecording: Sendable {
  private let path = Mutex<String?>(nil)
  private let files: SessionFiles

  init(_ files: SessionFiles) { self.files = files }

  /// The script being recorded.
  var current: String? { path.withLock { $0 } }

  /// Starts a script. Never overwrites an existing file.
  func begin(_ path: String, provider: Account?) throws(Failure) {
    if let current { throw Failure(.usage, "\(current) is being recorded", hint: "`record stop` ends it") }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let hint = errno == EEXIST ? "choose another name, or remove the file" : nil
      throw Failure(.script, FileError("record to", path, code: errno).description, hint: hint)
    }
    close(descriptor)
    self.path.withLock { $0 = path }
    try add("#!/usr/bin/env -S edush run")
    if let provider { try add("use \(provider)") }
  }

  /// Ends the script and returns its path.
  func end() throws(Failure) -> String {
    let ended = path.withLock { path in
      defer { path = nil }
      return path
    }
    guard let ended else { throw Failure(.usage, "not recording", hint: "`record file.eduscript` starts it") }
    return ended
  }

  /// Appends one or several lines.
  func add(_ text: String) throws(Failure) {
    guard let current else { return }
    let descriptor = open(current, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(.script, FileError("record to", current, code: errno).description) }
    defer { close(descriptor) }
    let bytes = Array((text + "\n").utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count else {
      throw Failure(.script, FileError("record to", current, code: errno).description)
    }
    files.note(text, in: current)
  }
}
