import Glibc

extension JQ {
  /// Counts and finds line breaks.
  enum Lines {
    static func count(_ bytes: UnsafeRawBufferPointer) -> Int {
      var count = 0
      for byte in bytes { count &+= byte == 0x0A ? 1 : 0 }
      return count
    }

    /// The number of lines that jq has read after the first `count` bytes: including the current line, unless that is
    /// longer than jq reads at once.
    static func countRead(upTo count: Int, of bytes: UnsafeRawBufferPointer) -> Int {
      let count = min(max(count, 0), bytes.count)
      let whole = Lines.count(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
      guard count > 0, bytes[count - 1] != 0x0A else { return whole }
      let start = bytes[..<count].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      let end = end(of: count, in: bytes)
      let partEnd = start + ((count - 1 - start) / FileSequence.longestPart + 1) * FileSequence.longestPart
      return whole + (end <= partEnd && bytes[end - 1] == 0x0A ? 1 : 0)
    }

    /// The end of the line that contains the byte at `offset`.
    static func end(of offset: Int, in bytes: UnsafeRawBufferPointer) -> Int {
      let offset = min(max(offset, 0), bytes.count)
      guard let base = bytes.baseAddress, let found = memchr(base + offset, 0x0A, bytes.count - offset) else {
        return bytes.count
      }
      return UnsafeRawPointer(found) - base + 1
    }
  }

  /// Splits a chunk into lines, and long lines into parts as jq does.
  struct LineReader {
    var piece = UnsafeRawBufferPointer(start: nil, count: 0)

    /// The next line including its line break, or a part of it; nil at the end of the chunk.
    mutating func next() -> UnsafeRawBufferPointer? {
      guard !piece.isEmpty else { return nil }
      let end = min(Lines.end(of: 0, in: piece), FileSequence.longestPart)
      defer { piece = UnsafeRawBufferPointer(rebasing: piece[end...]) }
      return UnsafeRawBufferPointer(rebasing: piece[..<end])
    }
  }
}
