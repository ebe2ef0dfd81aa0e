/// A position in an input: the number of bytes read, the line, and the number of bytes read on the line.
struct Place {
  var offset = 0
  var line = 1
  var column = 0

  /// Advances by one byte.
  mutating func advance(over byte: UInt8) {
    offset += 1
    column += 1
    if byte == 0x0A { (line, column) = (line + 1, 0) }
  }

  /// Advances by the given bytes.
  mutating func advance(over bytes: UnsafeBufferPointer<UInt8>) {
    offset += bytes.count
    guard let last = bytes.lastIndex(of: 0x0A) else {
      column += bytes.count
      return
    }
    line += Place.lines(bytes)
    column = bytes.count - last - 1
  }

  /// Counts line breaks, eight bytes at a time.
  private static func lines(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    let raw = UnsafeRawPointer(base)
    var count = 0
    var offset = 0
    while offset + 8 <= bytes.count {
      let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) ^ ByteScan.ones &* 0x0A
      let low = word & ~ByteScan.highBits
      count += (~((low &+ ~ByteScan.highBits) | word) & ByteScan.highBits).nonzeroBitCount
      offset += 8
    }
    while offset < bytes.count {
      if base[offset] == 0x0A { count += 1 }
      offset += 1
    }
    return count
  }
}
