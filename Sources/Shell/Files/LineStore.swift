import Glibc
import Query
import Script

/// Text buffered on disk in an unnamed file, so that it disappears with the process.
final class LineStore {
  private static let pieceSize = 1 << 18

  /// The folder of the final file, which needs the space anyway.
  private let folder: String
  private var descriptor: Int32 = -1
  /// Text that has not been written yet.
  var waiting: [UInt8] = []

  init(beside path: String) {
    let real = RealPath.of(path)
    folder = real.lastIndex(of: "/").map { String(real[..<$0]) } ?? "."
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  func writeIfLarge() throws(Failure) {
    if waiting.count >= Self.pieceSize { try write() }
  }

  /// Passes the whole text to `body` in pieces.
  func read(_ body: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    var offset: off_t = 0
    while descriptor >= 0 {
      var piece = [UInt8](repeating: 0, count: Self.pieceSize)
      let count = pread(descriptor, &piece, piece.count, offset)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(errno) }
      guard count > 0 else { break }
      offset += off_t(count)
      try body(Array(piece[..<count]))
    }
    try body(waiting)
  }

  private func write() throws(Failure) {
    if descriptor < 0 { try open() }
    var written = 0
    while written < waiting.count {
      let count = waiting.withUnsafeBytes { bytes in
        Glibc.write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure(count < 0 ? errno : EIO) }
      written += count
    }
    waiting.removeAll(keepingCapacity: true)
  }

  /// Creates the file in the folder or, if that is not possible, in the temporary folder.
  private func open() throws(Failure) {
    for folder in [folder, ScratchFile.folder] {
      var template = Array((folder + "/.edush-XXXXXX").utf8CString)
      descriptor = mkstemp(&template)
      guard descriptor < 0 else {
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return
      }
    }
    throw failure(errno)
  }

  private func failure(_ code: Int32) -> Failure {
    Failure(.script, FileError("write in", folder, code: code).description)
  }
}
