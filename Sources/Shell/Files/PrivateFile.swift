import Glibc
import Query
import Script

/// Files that only the owner can read.
enum PrivateFile {
  /// Saves a text with mode 0600, regardless of the previous mode. Creates missing folders with mode 0700.
  ///
  /// Returns a warning if the previous file was readable by others.
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
