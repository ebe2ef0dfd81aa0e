import Glibc

/// The file of one rate limit. It is shared by all processes of the machine and changed only under a lock.
struct LimitFile: Sendable {
  let folder: String
  let name: String

  /// Seconds to wait for a lock held by another process. The lock is held only for one read and write.
  private static let patience = 2.0

  init(folder: String, name: String) {
    self.folder = folder
    self.name = PercentEncoding.pathSegment(name)
  }

  /// Runs the body while holding the lock against other threads and processes. The system releases the lock if the
  /// process dies.
  ///
  /// - Parameters:
  ///   - cancellation: ends the wait for a lock held by another process.
  ///   - body: receives the descriptor of the open file.
  func withLock<Result>(
    _ cancellation: Cancellation? = nil, _ body: (Int32) throws(TransportError) -> Result
  ) throws(TransportError) -> Result {
    let file = try open()
    defer { close(file) }
    try lock(file, cancellation)
    return try body(file)
  }

  /// Like `withLock`, but returns nil if the file does not exist.
  func withLockIfExists<Result>(
    _ cancellation: Cancellation, _ body: (Int32) throws(TransportError) -> Result
  ) throws(TransportError) -> Result? {
    let file = Glibc.open(path, Self.flags)
    guard file >= 0 else {
      guard errno == ENOENT || errno == ENOTDIR else { throw failure(errno) }
      return nil
    }
    defer { close(file) }
    try lock(file, cancellation)
    return try body(file)
  }

  private func lock(_ file: Int32, _ cancellation: Cancellation?) throws(TransportError) {
    let end = WallClock.system.now() + Self.patience
    while flock(file, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EINTR || errno == EWOULDBLOCK else { throw failure(errno) }
      try cancellation?.check()
      guard WallClock.system.now() < end else { throw failure(EWOULDBLOCK) }
      poll(nil, 0, 5)
    }
  }

  private var path: String { folder + "/" + name }

  /// Symbolic links are not followed: in a directory writable by others, one could point to any file of the user.
  private static let flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK

  private func open() throws(TransportError) -> Int32 {
    let flags = Self.flags | O_CREAT
    var file = Glibc.open(path, flags, 0o600)
    if file < 0 && errno == ENOENT {
      makeFolder()
      file = Glibc.open(path, flags, 0o600)
    }
    guard file >= 0 else { throw failure(errno) }
    return file
  }

  private func makeFolder() {
    var path = folder.hasPrefix("/") ? "" : "."
    for part in folder.split(separator: "/") {
      path += "/" + part
      mkdir(path, 0o700)
    }
  }

  private func failure(_ code: Int32) -> TransportError {
    let (reason, hint) =
      switch code {
      case EWOULDBLOCK: ("another process keeps it locked", "end that process")
      case ELOOP: ("it is a link", "remove it")
      case EMFILE, ENFILE: ("too many open files", "raise `ulimit -n`")
      default:
        (String(cString: strerror(code)), "make the folder writable, so that edush can keep the provider's limit")
      }
    return TransportError(
      .storage, sent: .no, "the rate limit file \(path) cannot be used: \(reason)", hint: hint)
  }
}
