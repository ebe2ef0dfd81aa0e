import Glibc
import JSON
import Synchronization

/// The file that a run is recorded to. It is always a new file, readable only by its owner, and contains only complete
/// lines at any time.
public final class CassetteFile: Sendable {
  private struct State {
    var descriptor: Int32
    /// The length of the complete lines, in bytes.
    var length = 0
    var lines = 0
    /// Why recording has stopped.
    var failure: String?
  }

  /// The path of the file.
  public let path: String
  private let state: Mutex<State>

  /// Creates the file. Never replaces an existing one, since it may be the only record of a run.
  public init(creating path: String) throws(CassetteFault) {
    self.path = path
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.fault(path, errno) }
    state = Mutex(State(descriptor: descriptor))
  }

  deinit { close() }

  /// Why recording has stopped; nil if there was no failure.
  public var failure: String? { state.withLock { $0.failure } }

  private static func fault(_ path: String, _ code: Int32) -> CassetteFault {
    switch code {
    case EEXIST: CassetteFault("\(path) already exists", hint: "--record does not overwrite files; remove it first")
    case ENOENT: CassetteFault("could not create \(path): the folder does not exist")
    default: CassetteFault("could not create \(path): \(String(cString: strerror(code)))")
    }
  }

  /// Appends a line. The line has been written when this returns.
  func append(_ line: Value) {
    let bytes = Array(line.json().utf8) + [UInt8(ascii: "\n")]
    state.withLock { state in
      guard state.failure == nil, state.descriptor >= 0 else { return }
      guard Self.write(bytes, to: state.descriptor) else {
        state.failure = "could not write \(path): \(String(cString: strerror(errno)))"
        // Remove the incomplete line.
        ftruncate(state.descriptor, state.length)
        return
      }
      state.length += bytes.count
      state.lines += 1
    }
  }

  /// Closes the file.
  public func close() {
    state.withLock { state in
      if state.descriptor >= 0 { Glibc.close(state.descriptor) }
      state.descriptor = -1
    }
  }

  /// Removes the file if it contains only the header.
  public func removeIfUnused() {
    if state.withLock({ $0.lines <= 1 }) { unlink(path) }
  }
}

extension CassetteFile {
  /// Replaces secrets that became known after lines were written. Rewrites the whole file.
  func redact(_ patterns: PatternSet) {
    state.withLock { state in
      guard state.descriptor >= 0, let bytes = Self.contents(state.descriptor, state.length) else { return }
      guard patterns.redact(bytes) != bytes else { return }
      let redacted = bytes.split(separator: UInt8(ascii: "\n")).flatMap { line in
        let value = (try? Value.parse(utf8: Array(line)))?.redacted(patterns)
        return Array((value?.json() ?? "null").utf8) + [UInt8(ascii: "\n")]
      }
      if replace(&state, redacted) { return }
      // An empty recording is better than one with a secret.
      state.failure = "could not write \(path) anew without a secret, so it was emptied"
      ftruncate(state.descriptor, 0)
    }
  }

  private func replace(_ state: inout State, _ bytes: [UInt8]) -> Bool {
    var template = Array((path + ".XXXXXX").utf8CString)
    // mkstemp uses mode 0600.
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { return false }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, O_APPEND)
    guard Self.write(bytes, to: descriptor), rename(template, path) == 0 else {
      unlink(template)
      Glibc.close(descriptor)
      return false
    }
    Glibc.close(state.descriptor)
    state.descriptor = descriptor
    state.length = bytes.count
    return true
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[offset...])
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return false }
        offset += count
      }
      return true
    }
  }

  private static func contents(_ descriptor: Int32, _ length: Int) -> [UInt8]? {
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      while count < length {
        let rest = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[count...]))
        let read = pread(descriptor, rest.baseAddress, length - count, count)
        if read < 0 && errno == EINTR { continue }
        guard read > 0 else { return isWhole = false }
        count += read
      }
    }
    return isWhole ? bytes : nil
  }
}

extension Value {
  /// A copy with secrets replaced in all strings, but not in keys.
  func redacted(_ patterns: PatternSet) -> Value {
    if let text = string { return Value(patterns.redact(text)) }
    if let elements = array { return Value(elements.map { $0.redacted(patterns) }) }
    guard let members = object else { return self }
    return Value(Object(members.map { ($0.key, $0.value.redacted(patterns)) }))
  }
}
