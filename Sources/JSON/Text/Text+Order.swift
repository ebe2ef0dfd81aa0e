#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Text: Equatable, Comparable, Hashable {
  /// Whether both have the same code points.
  public static func == (left: Text, right: Text) -> Bool {
    switch (left, right) {
    case (.small(let left), .small(let right)): left == right
    case (.long(let left), .long(let right)): left === right || Text.compare(left, right) == 0
    case (.small, .long), (.long, .small): false
    }
  }

  /// Orders texts by code point.
  public static func < (left: Text, right: Text) -> Bool { left.compare(to: right) < 0 }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) { hasher.combine(hash) }

  /// Compares by code point; negative, zero or positive.
  public func compare(to other: Text) -> Int {
    switch (self, other) {
    case (.small(let left), .small(let right)): Text.compare(left, right)
    case (.long(let left), .long(let right)): Text.compare(left, right)
    case (.small, .long), (.long, .small): withUTF8 { left in other.withUTF8 { Text.compare(left, $0) } }
    }
  }

  /// A hash of the bytes, identical in every run.
  public var hash: UInt64 {
    switch self {
    case .small(let text): Text.mix(text.low, text.rest, UInt64(text.length))
    case .long(let text): text.withUTF8(Text.hash)
    }
  }

  /// The hash of a text with these bytes.
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard let base = bytes.baseAddress else { return mix(0, 0, 0) }
    if bytes.count <= SmallText.capacity {
      let text = SmallText(base, count: bytes.count)
      return mix(text.low, text.rest, UInt64(text.length))
    }
    let raw = UnsafeRawPointer(base)
    var state = UInt64(bytes.count)
    var offset = 0
    while offset + 16 < bytes.count {
      state = mix(
        raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self),
        raw.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self), state)
      offset += 16
    }
    let last = bytes.count - 8
    return mix(
      raw.loadUnaligned(fromByteOffset: last - min(8, last), as: UInt64.self),
      raw.loadUnaligned(fromByteOffset: last, as: UInt64.self), state)
  }

  private static func mix(_ first: UInt64, _ second: UInt64, _ state: UInt64) -> UInt64 {
    let product = (first ^ 0x9E37_79B9_7F4A_7C15 ^ state).multipliedFullWidth(
      by: second &* 0x94D0_49BB_1331_11EB ^ 0xBF58_476D_1CE4_E5B9 ^ state &<< 32)
    let folded = (product.high ^ product.low) &* 0xD6E8_FEB8_6659_FD93
    return folded ^ folded &>> 32
  }

  private static func compare(_ left: SmallText, _ right: SmallText) -> Int {
    if left.low != right.low { return left.low.byteSwapped < right.low.byteSwapped ? -1 : 1 }
    if left.rest != right.rest { return left.rest.byteSwapped < right.rest.byteSwapped ? -1 : 1 }
    return Int(left.length) - Int(right.length)
  }

  private static func compare(_ left: LongText, _ right: LongText) -> Int {
    left.withUTF8 { left in right.withUTF8 { compare(left, $0) } }
  }

  static func compare(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Int {
    let common = min(left.count, right.count)
    if common > 0, let first = left.baseAddress, let second = right.baseAddress {
      let order = memcmp(first, second, common)
      if order != 0 { return Int(order) }
    }
    return left.count - right.count
  }
}

extension Text {
  @inline(__always)
  static func isSame(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    guard left.count > 0, let first = left.baseAddress, let second = right.baseAddress else { return true }
    return memcmp(first, second, left.count) == 0
  }
}
