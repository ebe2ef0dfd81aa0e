extension Text {
  /// The number of code points: jq's `length`.
  public var scalarCount: Int { withUTF8(Text.countScalars) }

  /// Whether every byte is below 0x80.
  public var isASCII: Bool { withUTF8 { UTF8Validation.asciiPrefix($0) == $0.count } }

  /// The code points, in order.
  public var scalars: [UInt32] {
    withUTF8 { bytes in
      var result: [UInt32] = []
      result.reserveCapacity(bytes.count)
      var rest = bytes
      while !rest.isEmpty {
        let (scalar, length) = UTF8Validation.decode(rest)
        result.append(scalar ?? 0xFFFD)
        rest = UnsafeBufferPointer(rebasing: rest[length...])
      }
      return result
    }
  }

  /// Creates text from code points; surrogates and numbers above U+10FFFF become U+FFFD.
  public init(scalars: some Sequence<UInt32>) {
    var bytes: [UInt8] = []
    for scalar in scalars {
      let isScalar = scalar <= 0x10FFFF && !(0xD800...0xDFFF).contains(scalar)
      UTF8Validation.append(isScalar ? scalar : 0xFFFD, to: &bytes)
    }
    self = bytes.withUnsafeBufferPointer { Text(validated: $0) }
  }

  /// Returns the text between two code point positions, clamped to the text: jq's `.[2:5]` on a string.
  public func slice(_ range: Range<Int>) -> Text {
    withUTF8 { bytes in
      let start = Text.byteOffset(ofScalar: max(range.lowerBound, 0), in: bytes)
      let tail = UnsafeBufferPointer(rebasing: bytes[start...])
      let length = max(range.upperBound, 0) - max(range.lowerBound, 0)
      let end = Text.byteOffset(ofScalar: max(length, 0), in: tail)
      return Text(validated: UnsafeBufferPointer(rebasing: tail[..<end]))
    }
  }

  /// Returns the text between two byte offsets on code point boundaries, clamped to the text.
  public func bytes(_ range: Range<Int>) -> Text {
    withUTF8 { Text(utf8: UnsafeBufferPointer(rebasing: $0[range.clamped(to: 0..<$0.count)])) }
  }

  /// Concatenates two texts.
  public static func + (left: Text, right: Text) -> Text {
    if right.isEmpty { return left }
    if left.isEmpty { return right }
    return left.withUTF8 { left in
      right.withUTF8 { right in
        Text(count: left.count + right.count) { target in
          if let base = left.baseAddress { target.update(from: base, count: left.count) }
          if let base = right.baseAddress { (target + left.count).update(from: base, count: right.count) }
        }
      }
    }
  }

  /// Repeats the text `count` times; empty if the count is zero or the result would be too long for memory.
  public func repeated(_ count: Int) -> Text {
    let length = utf8Count
    let (total, isTooLong) = length.multipliedReportingOverflow(by: count)
    guard count > 0, length > 0, !isTooLong else { return Text.empty }
    return withUTF8 { bytes in
      Text(count: total) { target in
        guard let base = bytes.baseAddress else { return }
        for index in 0..<count { (target + index * length).update(from: base, count: length) }
      }
    }
  }

  static func countScalars(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    let raw = UnsafeRawPointer(base)
    var continuations = 0
    var offset = 0
    while offset + 8 <= bytes.count {
      let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      continuations += (word & ~(word << 1) & 0x8080_8080_8080_8080).nonzeroBitCount
      offset += 8
    }
    while offset < bytes.count {
      if base[offset] & 0xC0 == 0x80 { continuations += 1 }
      offset += 1
    }
    return bytes.count - continuations
  }

  private static func byteOffset(ofScalar position: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let ascii = UTF8Validation.asciiPrefix(bytes)
    if position <= ascii { return position }
    var remaining = position - ascii
    var offset = ascii
    while offset < bytes.count {
      if bytes[offset] & 0xC0 != 0x80 {
        if remaining == 0 { return offset }
        remaining -= 1
      }
      offset += 1
    }
    return bytes.count
  }
}
