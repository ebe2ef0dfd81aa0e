import Glibc
public import Query

/// Writes files atomically: to a temporary file, which is flushed and then renamed.
public enum FileSaver {
  /// Saves bytes to a path. Follows symbolic links.
  ///
  /// - Parameters:
  ///   - mode: the mode of a new file; nil for the default.
  ///   - keepsMode: whether an existing file keeps its mode.
  public static func save(
    _ bytes: [UInt8], to path: String, mode wanted: UInt32? = nil, keepsMode: Bool = true
  ) throws(Failure) {
    try save(to: path, mode: wanted, keepsMode: keepsMode) { write throws(Failure) in try write(bytes) }
  }

  /// Saves what `content` writes in pieces to a path. If it throws, the file is unchanged.
  public static func save(
    to path: String, mode wanted: UInt32? = nil, keepsMode: Bool = true,
    content: (_ write: ([UInt8]) throws(Failure) -> Void) throws(Failure) -> Void
  ) throws(Failure) {
    let target = resolved(path)
    let temporary = target + ".edush-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    var status = stat()
    let mode: mode_t? = stat(target, &status) == 0 ? status.st_mode & 0o7777 : nil
    if mode != nil, status.st_mode & S_IFMT == S_IFDIR { throw failure(path, EISDIR) }
    if mode != nil, status.st_mode & S_IFMT != S_IFREG { return try write(content, into: target, shownAs: path) }
    let kept = keepsMode ? mode : wanted
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kept ?? wanted ?? 0o666)
    guard descriptor >= 0 else { throw failure(path, errno) }
    do throws(Failure) {
      if let mode = kept, fchmod(descriptor, mode) != 0 { throw failure(path, errno) }
      try content { bytes throws(Failure) in try write(bytes, descriptor, path) }
      guard fsync(descriptor) == 0 else { throw failure(path, errno) }
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    guard close(descriptor) == 0, rename(temporary, target) == 0 else {
      let code = errno
      unlink(temporary)
      throw failure(path, code)
    }
  }

  /// Creates the parent folders of a file, with mode 0700, if they do not exist.
  public static func makeFolders(of path: String) {
    var partial = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/").dropLast() {
      partial += "/" + part
      mkdir(partial, 0o700)
    }
  }

  /// Writes directly to a device or pipe.
  private static func write(
    _ content: (([UInt8]) throws(Failure) -> Void) throws(Failure) -> Void, into target: String, shownAs path: String
  ) throws(Failure) {
    // Opening a pipe without a reader would block.
    let descriptor = open(target, O_WRONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(path, errno) }
    defer { close(descriptor) }
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
    try content { bytes throws(Failure) in try write(bytes, descriptor, path) }
  }

  private static func write(_ bytes: [UInt8], _ descriptor: Int32, _ path: String) throws(Failure) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure(path, count < 0 ? errno : EIO) }
      written += count
    }
  }

  /// The final target of symbolic links, even if it does not exist.
  private static func resolved(_ path: String) -> String {
    var path = path
    for _ in 0..<40 {
      var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
      let length = buffer.withUnsafeMutableBytes { bytes in
        bytes.baseAddress.map { readlink(path, $0.assumingMemoryBound(to: CChar.self), bytes.count) } ?? -1
      }
      guard length > 0 else { return path }
      let link = String(decoding: buffer[..<length], as: UTF8.self)
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
      path = link.hasPrefix("/") ? link : folder + link
    }
    return path
  }

  private static func failure(_ path: String, _ code: Int32) -> Failure {
    let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
    return Failure(.script, "`\(path)` cannot be written: \(reason)", hint: hint(code))
  }

  private static func hint(_ code: Int32) -> String? {
    switch code {
    case ENOENT: "its folder does not exist"
    case EACCES, EPERM, EROFS: "choose a folder that you may write to"
    case ENOSPC, EDQUOT: "make room, or choose another disk; an older file of that name is as it was"
    case ENXIO: "no program reads from that pipe"
    case EISDIR: "that is a folder: add a file's name"
    default: nil
    }
  }
}
