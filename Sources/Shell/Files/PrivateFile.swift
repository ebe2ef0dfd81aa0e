import Glibc
import Query
import Script

/// A file that nobody else may read.
enum PrivateFile {
  /// Saves a text; makes the file with mode 0600, and its folders with 0700, where they are not there.
  static func save(_ text: String, to path: String) throws(Failure) {
    makeFolders(of: path)
    // Made with its mode first, which saving keeps.
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    if descriptor >= 0 { close(descriptor) }
    try FileSaver.save(Array(text.utf8), to: path)
  }

  /// Makes the folders that a file is to lie in, with mode 0700, where they are not there.
  static func makeFolders(of path: String) {
    var partial = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/").dropLast() {
      partial += "/" + part
      mkdir(partial, 0o700)
    }
  }
}
