import Glibc
import Query
import Script

/// A private temporary file for an editor.
struct ScratchFile {
  let path: String

  /// `TMPDIR`, otherwise `/tmp`.
  static var folder: String {
    getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
  }

  /// Creates a file with a text in `TMPDIR`, otherwise `/tmp`.
  init(_ text: String) throws(Failure) {
    let folder = Self.folder
    let ending = ".eduscript"
    var template = Array((folder + "/edush-XXXXXX" + ending).utf8CString)
    // mkstemps uses mode 0600.
    let descriptor = mkstemps(&template, Int32(ending.utf8.count))
    guard descriptor >= 0 else {
      throw Failure(.script, FileError("write in", folder, code: errno).description)
    }
    close(descriptor)
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    try FileSaver.save(Array(text.utf8), to: path)
  }

  func text() throws(Failure) -> String {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try LocalFile.contents(of: path)
    } catch {
      throw Failure(.script, error.description)
    }
    return try StrictText.string(bytes, of: path, .script)
  }

  func remove() { unlink(path) }
}
