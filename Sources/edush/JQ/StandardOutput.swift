import Diagnostics
import Glibc
import Rendering

extension JQ {
  /// Buffered standard output. Written when the buffer is full, at the end, and after every value if requested.
  final class StandardOutput {
    private static let capacity = 1 << 16

    /// Bytes that have not been written yet.
    var bytes: [UInt8] = []
    private let descriptor: Int32
    private let isImmediate: Bool
    /// The first system error; nothing is written afterwards.
    private var failure: Int32?

    init(isImmediate: Bool = false, descriptor: Int32 = STDOUT_FILENO) {
      self.isImmediate = isImmediate
      self.descriptor = descriptor
    }

    func print(_ text: String) {
      bytes.append(contentsOf: text.utf8)
      flush()
    }

    /// Ends a value.
    @inline(__always) func endValue() {
      if bytes.count >= Self.capacity || isImmediate { flush() }
    }

    /// Writes the remaining bytes. Returns the status, or 2 if writing failed.
    func close(_ status: Int32) -> Int32 {
      flush()
      guard let failure else { return status }
      StandardError.print("jq: error: writing output failed: \(JQ.systemMessage(failure))\n")
      return 2
    }

    private func flush() { flush(&bytes) }

    /// Writes a part of a value that is still being printed.
    func flush(_ bytes: inout [UInt8]) {
      if failure == nil { failure = JQ.write(bytes, to: descriptor) }
      bytes.removeAll(keepingCapacity: true)
    }
  }

  /// Unbuffered standard error.
  enum StandardError {
    static func print(_ text: String) { print(Array(text.utf8)) }

    /// Prints JSON that is already safe for a terminal.
    static func printJSON(_ bytes: [UInt8]) { _ = JQ.write(bytes, to: STDERR_FILENO) }

    /// Shows the location, hint and notes of an error whose message has already been printed.
    static func explain(_ diagnostic: Diagnostic) {
      let isColoured = isatty(STDERR_FILENO) != 0 && (JQ.environment("NO_COLOR") ?? "").isEmpty
      _ = JQ.write(Array(renderPlace(of: diagnostic, colour: isColoured).utf8), to: STDERR_FILENO)
    }

    /// Prints bytes; on a terminal, control characters are escaped.
    static func print(_ bytes: [UInt8]) {
      let isTerminal = isatty(STDERR_FILENO) != 0
      let shown = isTerminal ? Array(visible(String(decoding: bytes, as: UTF8.self), lineBreaks: .kept).utf8) : bytes
      _ = JQ.write(shown, to: STDERR_FILENO)
    }
  }

  /// Writes all bytes; returns the system's error if that fails.
  fileprivate static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { return errno }
        rest = rest.dropFirst(count)
      }
      return nil
    }
  }
}
