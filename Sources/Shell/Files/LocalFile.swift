import Glibc

/// A file that is read in chunks.
final class LocalFile {
  /// The kinds of files that may be read.
  enum Kind {
    /// Regular files only: files that edush opens itself must not wait for another process.
    case regular
    /// Also pipes and terminals; waiting for them can be cancelled.
    case any(isCancelled: () -> Bool)
  }

  static let chunkSize = 1 << 16
  /// Milliseconds between checks for cancellation while waiting for a pipe.
  private static let patience: Int32 = 50

  private let path: String
  private let descriptor: Int32
  private let isCancelled: () -> Bool

  init(_ path: String, _ kind: Kind = .any(isCancelled: { false })) throws(FileError) {
    self.path = path
    // Opening a pipe without a writer would block.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    isCancelled = if case .any(let isCancelled) = kind { isCancelled } else { { false } }
    guard descriptor >= 0 else { throw FileError("read", path, code: errno) }
    guard case .regular = kind else { return }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError("read", path, code: errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return
    case S_IFDIR: throw FileError("read", path, code: EISDIR)
    default: throw FileError("read", path, reason: "not a regular file")
    }
  }

  /// Opens standard input; waiting for it can be cancelled.
  init(standardInput isCancelled: @escaping () -> Bool) throws(FileError) {
    path = "standard input"
    self.isCancelled = isCancelled
    descriptor = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
    guard descriptor >= 0 else { throw FileError("read", path, code: errno) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// The next bytes; nil at the end.
  func nextChunk() throws(FileError) -> [UInt8]? {
    while true {
      try awaitInput()
      var code: Int32 = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: Self.chunkSize) { buffer, count in
        let result = read(descriptor, buffer.baseAddress, buffer.count)
        code = result < 0 ? errno : 0
        count = max(0, result)
      }
      if code == 0 { return chunk.isEmpty ? nil : chunk }
      if code != EINTR, code != EAGAIN { throw FileError("read", path, code: code) }
    }
  }

  /// Waits until the file is readable. Regular files always are; a pipe is once data is available or it is closed.
  private func awaitInput() throws(FileError) {
    var input = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while poll(&input, 1, Self.patience) == 0 {
      if isCancelled() { throw FileError("read", path, code: EINTR) }
    }
  }

  /// Reads a whole file. Throws if it is larger than `limit` bytes.
  static func contents(
    of path: String, _ kind: Kind = .any(isCancelled: { false }), atMost limit: Int = .max
  ) throws(FileError) -> [UInt8] {
    let file = try LocalFile(path, kind)
    var bytes: [UInt8] = []
    while let chunk = try file.nextChunk() {
      bytes += chunk
      if bytes.count > limit { throw FileError("read", path, code: EFBIG) }
    }
    return bytes
  }
}
