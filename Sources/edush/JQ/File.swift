import Glibc
import JSON

extension JQ {
  /// A file error in jq's words.
  struct FileError: Error {
    var message: String
  }

  /// Reads whole files.
  enum File {
    /// Reads a file.
    static func contents(_ path: String) throws(FileError) -> [UInt8] {
      let descriptor = open(path, O_RDONLY)
      guard descriptor >= 0 else { throw FileError(message: "Could not open \(path): \(JQ.systemMessage())") }
      defer { Glibc.close(descriptor) }
      var status = stat()
      guard fstat(descriptor, &status) == 0 else {
        throw FileError(message: "Could not open \(path): \(JQ.systemMessage())")
      }
      guard status.st_mode & S_IFMT != S_IFDIR else {
        throw FileError(message: "Could not open \(path): It's a directory")
      }
      guard let bytes = read(descriptor, expecting: Int(status.st_size)) else {
        throw FileError(message: "Error reading from \(path)")
      }
      return bytes
    }

    private static func read(_ descriptor: Int32, expecting size: Int) -> [UInt8]? {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(max(0, min(size, 1 << 30)) + 1)
      let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
      defer { piece.deallocate() }
      while true {
        let count = Glibc.read(descriptor, piece.baseAddress, piece.count)
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { return nil }
        if count == 0 { return bytes }
        bytes.append(contentsOf: piece[..<count])
      }
    }

    /// Parses all JSON texts in a file.
    static func values(_ bytes: [UInt8]) throws(FileError) -> [Value] {
      var reader = DocumentReader(expecting: bytes.count)
      reader.feed(bytes)
      reader.finish()
      var values: [Value] = []
      do throws(ParseError) {
        while let value = try reader.next() { values.append(value) }
      } catch {
        throw FileError(message: error.message)
      }
      return values
    }
  }

  /// Resolves and splits paths.
  enum Path {
    /// The path without links, `.` and `..`; unchanged if the file does not exist.
    static func resolved(_ path: String) -> String {
      guard let real = realpath(path, nil) else { return path }
      defer { free(real) }
      return String(cString: real)
    }

    /// The part before the last `/`, as in `dirname`.
    static func folder(of path: String) -> String {
      guard let slash = path.lastIndex(of: "/") else { return "." }
      return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    static func isFile(_ path: String) -> Bool {
      var status = stat()
      return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    static func exists(_ path: String) -> Bool {
      var status = stat()
      return stat(path, &status) == 0
    }
  }

  /// The system's message for its last error.
  static func systemMessage(_ code: Int32 = errno) -> String { String(cString: strerror(code)) }
}
