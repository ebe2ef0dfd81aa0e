/// Converts character offsets to UTF-8 byte offsets.
struct CharacterPlaces {
  private static let step = 512

  private let bytes: [UInt8]
  /// The byte offset of every 512th character; empty if all characters are ASCII.
  private let marks: [Int]

  init(_ text: String) {
    bytes = Array(text.utf8)
    var marks: [Int] = []
    var count = 0
    for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
      if count % Self.step == 0 { marks.append(offset) }
      count += 1
    }
    self.marks = count == bytes.count ? [] : marks
  }

  func offset(_ character: Int) -> Int {
    guard !marks.isEmpty else { return min(max(0, character), bytes.count) }
    let mark = character / Self.step
    guard marks.indices.contains(mark) else { return bytes.count }
    var offset = marks[mark]
    for _ in 0..<(character % Self.step) where offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    return offset
  }
}
