import Rendering
import Testing
import Width

@Suite struct QuotationTests {
  @Test(arguments: [
    ("plain", "\"plain\""), ("a \"b\" \\ c", #""a \"b\" \\ c""#), ("one\ntwo\r\nthree\rfour", "\"one⏎two⏎three⏎four\""),
    ("\u{1B}[2J\u{7}", #""\u001b[2J\u0007""#), ("\u{85}\u{9B}x", #""\u0085\u009bx""#),
    ("\u{202E}evil\u{2066}", #""\u202eevil\u2066""#), ("a\u{200B}b\u{200F}c\u{FEFF}", #""a\u200bb\u200fc\ufeff""#),
    ("\u{61C}\u{AD}\u{3164}", #""\u061c\u00ad\u3164""#), ("\u{E0041}", #""\udb40\udc41""#),
    ("\u{2028}\u{2029}", #""\u2028\u2029""#), ("tab\there", #""tab\there""#), ("żółć 日本 é", "\"żółć 日本 é\""),
  ])
  func `Nothing in a quotation hides or moves text`(text: String, quoted: String) {
    #expect(Rendering.quoted(text) == quoted)
  }

  @Test func `It is cut by columns, not characters, and zero-width marks do not make it longer`() {
    #expect(quoted(String(repeating: "a", count: 200), columns: 10) == "\"aaaaaaaaa…\"")
    #expect(quoted(String(repeating: "日", count: 200), columns: 10) == "\"日日日日…\"")
    #expect(quoted("a" + String(repeating: "\u{301}", count: 100_000), columns: 10).unicodeScalars.count < 50)
    #expect(displayWidth(of: oneLine(String(repeating: "\n", count: 1_000_000))) == 80)
    #expect(
      oneLine("short") == "short" && oneLine("short", columns: .max) == "short"
        && quoted("short", columns: .min) == "\"…\"")
  }
}
