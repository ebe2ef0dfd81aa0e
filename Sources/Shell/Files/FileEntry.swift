import Glibc

/// A directory entry itself, without following links.
enum FileEntry {
  /// Whether there is an entry, including a dangling link or one that cannot be accessed.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 || errno != ENOENT && errno != ENOTDIR
  }

  /// Whether it is a link to a missing file.
  static func isDangling(_ path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return false }
    return stat(path, &status) != 0
  }
}
