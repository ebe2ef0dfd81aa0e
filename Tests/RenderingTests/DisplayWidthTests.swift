import Rendering
import Testing

@Suite struct DisplayWidthTests {
  @Test(
    "A text takes as many columns as terminals give it",
    arguments: [
      ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한글", 4), ("\u{1100}\u{1161}\u{11A8}", 2), ("ｗ", 2),
      ("👍", 2),
      ("👍🏽", 2), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("❤️", 2), ("❤", 1), ("1️⃣", 2), ("a\u{200B}b", 2), ("\u{FEFF}", 0),
      ("\u{7}", 0), ("…─█", 3), ("𠀀", 2), ("नि", 2),
    ])
  func width(_ text: String, _ columns: Int) {
    #expect(displayWidth(of: text) == columns)
  }
}
