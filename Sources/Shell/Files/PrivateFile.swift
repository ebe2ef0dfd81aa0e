import Glibc
import Query
import Script

/// A file that nobody else may read.
enum PrivateFile {
  /// Saves a text with mode 0600, whatever the mode was before; makes its folders with 0700 where they do not exist.
  ///
  /// Returns a warning where others could read what was there.
  @discardableResult
  static func save(_ text: String, to path: String) throws(Failure) -> String? {
    FileSaver.makeFolders(of: path)
    var status = stat()
    let isThere = stat(path, &status) == 0
    guard !isThere || status.st_uid == geteuid() else {
      throw Failure(.auth, "\(path) belongs to another user", hint: "sudo chown $(id -un) \(path)")
    }
    guard !isThere || status.st_mode & S_IFMT == S_IFREG else {
      throw Failure(.auth, "\(path) is not a regular file", hint: "remove it")
    }
    try FileSaver.save(Array(text.utf8), to: path, mode: 0o600, keepsMode: false)
    guard isThere, status.st_mode & 0o077 != 0 else { return nil }
    return "warning: \(path) could be read by others until now; replace the credentials in it"
  }
}
