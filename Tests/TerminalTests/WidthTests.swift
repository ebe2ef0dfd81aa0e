import Terminal
import Testing

@Suite struct WidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("żółć", 4), ("e\u{301}", 1), ("日本語", 6), ("한국", 4), ("👍", 2), ("👍🏽", 2), ("👩‍👩‍👧", 2), ("🇵🇱", 2),
    ("❤️", 2), ("1️⃣", 2), ("\u{200B}", 0), ("a\u{7}b", 2), ("ｆｕｌｌ", 8), ("ｶﾞ", 2), ("…", 1), ("\u{1100}\u{1161}", 2),
  ])
  func textTakesItsColumns(text: String, expected: Int) {
    #expect(columns(of: text) == expected)
  }
}
