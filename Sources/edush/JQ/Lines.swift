import Glibc

extension JQ {
  /// Counts and finds the ends of lines.
  enum Lines {
    static func count(_ bytes: UnsafeRawBufferPointer) -> Int {
      var count = 0
      for byte in bytes { count &+= byte == 0x0A ? 1 : 0 }
      return count
    }

    /// The lines that jq has read when it has the first bytes: with the one that the last of them is in, unless that
    /// is longer than jq reads at once.
    static func countRead(upTo count: Int, of bytes: UnsafeRawBufferPointer) -> Int {
      let count = min(max(count, 0), bytes.count)
      let whole = Lines.count(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
      guard count > 0, bytes[count - 1] != 0x0A else { return whole }
      let start = bytes[..<count].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      let end = end(of: count, in: bytes)
      let partEnd = start + ((count - 1 - start) / FileSequence.longestPart + 1) * FileSequence.longestPart
      return whole + (end <= partEnd && bytes[end - 1] == 0x0A ? 1 : 0)
    }

    /// Behind the line that the byte at `offset` is in.
    static func end(of offset: Int, in bytes: UnsafeRawBufferPointer) -> Int {
      let offset = min(max(offset, 0), bytes.count)
      guard let base = bytes.baseAddress, let found = memchr(base + offset, 0x0A, bytes.count - offset) else {
        return bytes.count
      }
      return UnsafeRawPointer(found) - base + 1
    }
  }

  /// Cuts a piece into lines, long ones into parts as jq reads them.
  struct LineReader {
    var piece = UnsafeRawBufferPointer(start: nil, count: 0)

    /// The next line with its end, or a part of it; nil at the end of the piece.
    mutating func next() -> UnsafeRawBufferPointer? {
      guard !piece.isEmpty else { return nil }
      let end = min(Lines.end(of: 0, in: piece), FileSequence.longestPart)
      defer { piece = UnsafeRawBufferPointer(rebasing: piece[end...]) }
      return UnsafeRawBufferPointer(rebasing: piece[..<end])
    }
  }
}
