/// Removes a byte order mark at the beginning of an input.
struct ByteOrderMark {
  private static let bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
  private var matched: Int? = 0
  /// Whether a mark began but was not completed.
  private(set) var isMalformed = false

  /// Whether the complete mark, or something else, has been read.
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
