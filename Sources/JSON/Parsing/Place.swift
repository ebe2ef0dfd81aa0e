/// A place in an input: bytes read, lines begun, bytes of the line.
struct Place {
  var offset = 0
  var line = 1
  var column = 0

  /// Moves behind one byte.
  mutating func advance(over byte: UInt8) {
    offset += 1
    column += 1
    if byte == 0x0A { (line, column) = (line + 1, 0) }
  }

  /// Moves behind these bytes.
  mutating func advance(over bytes: UnsafeBufferPointer<UInt8>) {
    offset += bytes.count
    guard let last = bytes.lastIndex(of: 0x0A) else {
      column += bytes.count
      return
    }
    line += bytes.count { $0 == 0x0A }
    column = bytes.count - last - 1
  }
}
