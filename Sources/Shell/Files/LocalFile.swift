import Glibc

/// A file open for reading, piece by piece.
final class LocalFile {
  static let chunkSize = 1 << 16

  private let path: String
  private let descriptor: Int32

  init(_ path: String) throws(FileError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError("read", path, code: errno) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// The next bytes; nil at the end.
  func nextChunk() throws(FileError) -> [UInt8]? {
    while true {
      var code: Int32 = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: Self.chunkSize) { buffer, count in
        let result = read(descriptor, buffer.baseAddress, buffer.count)
        code = result < 0 ? errno : 0
        count = max(0, result)
      }
      if code == 0 { return chunk.isEmpty ? nil : chunk }
      if code != EINTR { throw FileError("read", path, code: code) }
    }
  }

  /// All of a file; throws where it is larger than so many bytes.
  static func contents(of path: String, atMost limit: Int = .max) throws(FileError) -> [UInt8] {
    let file = try LocalFile(path)
    var bytes: [UInt8] = []
    while let chunk = try file.nextChunk() {
      bytes += chunk
      if bytes.count > limit { throw FileError("read", path, code: EFBIG) }
    }
    return bytes
  }
}
