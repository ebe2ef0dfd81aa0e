/// Removes printed bytes from an array that has become long, so that a large value is never held in memory as a whole.
public typealias Drain = (inout [UInt8]) -> Void

/// Buffers printed bytes and appends them to an array in large chunks.
struct Output {
  /// The number of bytes that may be written beyond the reserved ones.
  private static let slack = 32
  private static let usual = 1 << 15
  /// The array length at which it is drained.
  private static let long = 1 << 16

  private var bytes: UnsafeMutablePointer<UInt8>
  private var count = 0
  private var room: Int
  private var sink: [UInt8]
  private let drain: Drain?

  /// Takes over the array's bytes; `finish` returns them.
  init(appendingTo array: inout [UInt8], drain: Drain? = nil) {
    sink = []
    self.drain = drain
    swap(&sink, &array)
    room = Output.usual
    bytes = .allocate(capacity: Output.usual + Output.slack)
  }

  mutating func finish(_ array: inout [UInt8]) {
    flush()
    bytes.deallocate()
    swap(&sink, &array)
  }

  private mutating func flush() {
    hand(UnsafeBufferPointer(start: bytes, count: count))
    count = 0
  }

  private mutating func hand(_ source: UnsafeBufferPointer<UInt8>) {
    guard let drain else { return sink.append(contentsOf: source) }
    var rest = source[...]
    while !rest.isEmpty {
      sink.append(contentsOf: rest.prefix(Output.long))
      rest = rest.dropFirst(Output.long)
      if sink.count >= Output.long { drain(&sink) }
    }
  }

  /// Reserves room for some bytes, fewer than the usual capacity.
  @inline(__always) mutating func reserve(_ needed: Int) {
    if count &+ needed > room { flush() }
  }

  @inline(__always) mutating func append(_ byte: UInt8) {
    reserve(1)
    bytes[count] = byte
    count &+= 1
  }

  /// Appends the low bytes of two words.
  @inline(__always) mutating func append(_ low: UInt64, _ high: UInt64, count length: Int) {
    reserve(16)
    let target = UnsafeMutableRawPointer(bytes + count)
    target.storeBytes(of: low, as: UInt64.self)
    target.storeBytes(of: high, toByteOffset: 8, as: UInt64.self)
    count &+= length
  }

  mutating func append(_ source: UnsafeBufferPointer<UInt8>) {
    guard let base = source.baseAddress else { return }
    if source.count > room - count {
      flush()
      if source.count > room {
        hand(source)
        return
      }
    }
    (bytes + count).update(from: base, count: source.count)
    count &+= source.count
  }

  /// Appends bytes from a buffer with at least 16 readable bytes after it.
  @inline(__always) mutating func append(padded source: UnsafeBufferPointer<UInt8>) {
    guard source.count <= 16, let base = source.baseAddress else { return append(source) }
    let raw = UnsafeRawPointer(base)
    let low = raw.loadUnaligned(as: UInt64.self)
    append(low, raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self), count: source.count)
  }

  mutating func append(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(repeating byte: UInt8, count length: Int) {
    var rest = length
    let word = ByteScan.ones &* UInt64(byte)
    while rest > 0 {
      append(word, word, count: min(rest, 16))
      rest -= 16
    }
  }

  /// Appends what `write` appends to an array.
  mutating func append(_ write: (inout [UInt8]) -> Void) {
    flush()
    write(&sink)
  }
}
