/// Drops a byte order mark at the start of an input.
struct ByteOrderMark {
  private static let bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
  private var matched: Int? = 0
  /// Whether the mark began and did not end.
  private(set) var isMalformed = false

  /// Whether all of the mark, or something else, was read.
  var isSettled: Bool { matched == nil }

  mutating func strip(_ input: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var rest = input
    while let count = matched, let byte = rest.first {
      if byte == ByteOrderMark.bytes[count] {
        rest = UnsafeRawBufferPointer(rebasing: rest[1...])
        matched = count == 2 ? nil : count + 1
      } else {
        isMalformed = count > 0
        matched = nil
      }
    }
    return rest
  }
}
