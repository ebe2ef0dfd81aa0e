/// UTF-8 text of at most 14 bytes, stored inline; unused bytes are zero.
@frozen public struct SmallText: Sendable, Equatable {
  @usableFromInline var low: UInt64
  @usableFromInline var middle: UInt32
  @usableFromInline var high: UInt16
  @usableFromInline var length: UInt8

  /// The maximum number of bytes.
  @inlinable public static var capacity: Int { 14 }

  /// Copies `count` bytes of valid UTF-8, at most `capacity`.
  @inlinable init(_ bytes: UnsafePointer<UInt8>, count: Int) {
    let raw = UnsafeRawPointer(bytes)
    var rest: UInt64 = 0
    if count >= 8 {
      low = raw.loadUnaligned(as: UInt64.self)
      if count > 8 {
        rest = raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self) &>> UInt64(8 &* (16 &- count))
      }
    } else {
      low = SmallText.shortWord(raw, count)
    }
    middle = UInt32(truncatingIfNeeded: rest)
    high = UInt16(truncatingIfNeeded: rest &>> 32)
    length = UInt8(truncatingIfNeeded: count)
  }

  /// Copies `count` bytes from a buffer with at least 16 readable bytes after it.
  @inline(__always) init(padded bytes: UnsafePointer<UInt8>, count: Int) {
    let raw = UnsafeRawPointer(bytes)
    let bits = UInt64(truncatingIfNeeded: count &* 8)
    let first = raw.loadUnaligned(as: UInt64.self)
    let second = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    low = count >= 8 ? first : first & ((1 &<< bits) &- 1)
    let rest = count > 8 ? second & ((1 &<< (bits &- 64)) &- 1) : 0
    middle = UInt32(truncatingIfNeeded: rest)
    high = UInt16(truncatingIfNeeded: rest &>> 32)
    length = UInt8(truncatingIfNeeded: count)
  }

  /// Bytes 8 to 13.
  @inlinable var rest: UInt64 { UInt64(middle) | UInt64(high) &<< 32 }

  /// Whether both have the same bytes.
  @inlinable public static func == (left: SmallText, right: SmallText) -> Bool {
    left.low == right.low && left.rest == right.rest && left.length == right.length
  }

  /// Calls `body` with the bytes.
  @inlinable public func withUTF8<R, E>(_ body: (UnsafeBufferPointer<UInt8>) throws(E) -> R) throws(E) -> R {
    let words = (low, rest)
    let count = Int(length)
    return try withUnsafePointer(to: words) { (pointer) throws(E) -> R in
      let bytes = UnsafeRawPointer(pointer).assumingMemoryBound(to: UInt8.self)
      return try body(UnsafeBufferPointer(start: bytes, count: count))
    }
  }

  /// Loads up to seven bytes as a little-endian word.
  @inlinable static func shortWord(_ raw: UnsafeRawPointer, _ count: Int) -> UInt64 {
    if count >= 4 {
      let first = UInt64(raw.loadUnaligned(as: UInt32.self))
      let last = UInt64(raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
      return first | last &<< UInt64(8 &* (count &- 4))
    }
    guard count > 0 else { return 0 }
    let first = UInt64(raw.load(as: UInt8.self))
    let half = count &>> 1
    let middle = UInt64(raw.load(fromByteOffset: half, as: UInt8.self)) &<< UInt64(8 &* half)
    let last = UInt64(raw.load(fromByteOffset: count - 1, as: UInt8.self)) &<< UInt64(8 &* (count &- 1))
    return first | middle | last
  }
}
