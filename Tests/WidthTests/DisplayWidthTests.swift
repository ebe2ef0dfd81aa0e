import Testing
import Width

@Suite struct DisplayWidthTests {
  @Test(
    "The width of a text is the number of columns that terminals use",
    arguments: [
      ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한글", 4), ("\u{1100}\u{1161}\u{11A8}", 2), ("ｗ", 2),
      ("👍", 2),
      ("👍🏽", 2), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("❤️", 2), ("❤", 1), ("1️⃣", 2), ("a\u{200B}b", 2), ("\u{FEFF}", 0),
      ("\u{7}", 0), ("…─█", 3), ("𠀀", 2), ("नि", 2), ("żółć", 4), ("a\u{7}b", 2), ("ｆｕｌｌ", 8), ("ｶﾞ", 2),
      ("\u{1100}\u{1161}", 2), ("1\u{20E3}", 1), ("❤\u{200D}🔥", 2), ("\u{AD}", 1), ("🇩", 2),
    ])
  func width(_ text: String, _ columns: Int) {
    #expect(displayWidth(of: text) == columns)
  }

  /// Hexagrams, Tai Xuan Jing symbols and trigrams became wide in Unicode 16.
  @Test(
    "Each of these ranges has a single width",
    arguments: [
      (0x4DC0...0x4DFF, 2), (0x1D300...0x1D376, 2), (0x2630...0x2637, 2), (0x268A...0x268F, 2), (0x1F1E6...0x1F1FF, 2),
      (0x4E00...0x9FFF, 2), (0x3400...0x4DBF, 2), (0xAC00...0xD7A3, 2), (0xFF61...0xFFDC, 1), (0x2500...0x25FC, 1),
      (0x1160...0x11FF, 0), (0x300...0x36F, 0), (0xFE20...0xFE2F, 0), (0x20...0x7E, 1), (0x1FA70...0x1FA7C, 2),
    ] as [(ClosedRange<UInt32>, Int)])
  func range(_ range: ClosedRange<UInt32>, _ columns: Int) {
    let wrong = range.compactMap(Unicode.Scalar.init).filter { displayWidth(of: Character($0)) != columns }
    #expect(wrong == [])
  }
}
