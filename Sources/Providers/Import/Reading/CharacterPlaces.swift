/// From places counted in characters to places counted in bytes of UTF-8.
struct CharacterPlaces {
  private static let step = 512

  private let bytes: [UInt8]
  /// Where every 512th character begins; empty where all characters are bytes.
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
