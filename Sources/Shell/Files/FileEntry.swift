import Glibc

/// The name of a file in its folder, apart from what it leads to.
enum FileEntry {
  /// Whether there is one: a link whose target is gone is one, and so is what must not be looked at.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 || errno != ENOENT && errno != ENOTDIR
  }

  /// Whether it is a link to a file that does not exist.
  static func isDangling(_ path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return false }
    return stat(path, &status) != 0
  }
}
