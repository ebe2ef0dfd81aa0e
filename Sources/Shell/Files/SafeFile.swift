import Glibc

/// Writes a file so that the old one is whole until the new one is: a temporary file beside it, then a rename.
///
/// The mode of an existing file is kept and a symbolic link is followed.
struct SafeFile {
  /// - Parameter mode: permissions of a file that is not there yet.
  static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o666) throws(FileError) {
    let target = resolved(path)
    var status = stat()
    let exists = stat(target, &status) == 0
    guard !exists || status.st_mode & S_IFMT == S_IFREG else { return try overwrite(target, bytes, path) }
    let temporary = "\(target).\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, exists ? status.st_mode & 0o7777 : mode)
    guard descriptor >= 0 else { throw FileError("write", path, code: errno) }
    do throws(FileError) {
      if exists { fchmod(descriptor, status.st_mode & 0o7777) }
      try write(bytes, descriptor, path)
      guard fsync(descriptor) == 0 else { throw FileError("write", path, code: errno) }
      guard close(descriptor) == 0, rename(temporary, target) == 0 else { throw FileError("write", path, code: errno) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// A device or a pipe has no old content to lose.
  private static func overwrite(_ target: String, _ bytes: [UInt8], _ path: String) throws(FileError) {
    let descriptor = open(target, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError("write", path, code: errno) }
    defer { close(descriptor) }
    try write(bytes, descriptor, path)
  }

  private static func write(_ bytes: [UInt8], _ descriptor: Int32, _ path: String) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw FileError("write", path, code: errno)
      }
    }
  }

  /// The file that a chain of links ends in, also where that does not exist yet.
  private static func resolved(_ path: String) -> String {
    var path = path
    for _ in 0..<40 {
      guard let next = link(path) else { return path }
      let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
      path = next.hasPrefix("/") ? next : folder + next
    }
    return path
  }

  private static func link(_ path: String) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
      guard let base = buffer.baseAddress else { return nil }
      let count = readlink(path, base, buffer.count)
      return count > 0 ? String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
    }
  }
}
