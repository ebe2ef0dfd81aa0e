import Diagnostics
import Rendering
import Testing

@Suite("Long lines") struct WordWrapTests {
  @Test(
    "break at word ends and continue below the last column",
    arguments: [
      ("short", 20, "short"), ("", 5, ""), ("a b\n\nc", 3, "a b\n\nc"),
      ("one two three four", 9, "one two\nthree\nfour"), ("  one two three", 9, "  one two\n  three"),
      ("a-very-long-word b", 6, "a-very-long-word\nb"), ("日本 日本 日本", 9, "日本 日本\n日本"),
      ("  id  string  Primary key of the pad", 28, "  id  string  Primary key of\n              the pad"),
      // A wrapped sentence is filled up with its next line.
      ("one two three\nfour five\n\nsix", 9, "one two\nthree\nfour five\n\nsix"),
      ("one two three\nfour five.\nSix", 11, "one two\nthree four\nfive.\nSix"),
      ("one two three:\n  four", 9, "one two\nthree:\n  four"),
      // If the last column begins too far to the right, the line's own indentation counts.
      ("  name-that-is-long  text of many words", 24, "  name-that-is-long \n  text of many words"),
    ] as [(String, Int, String)])
  func wraps(text: String, columns: Int, rows: String) {
    #expect(wrapped(text, columns: columns) == rows)
    #expect(wrapped(text, columns: nil) == text)
  }

  @Test("Advice that does not fit after the carets gets its own lines") func advice() {
    let source = SourceText(name: "a", text: "let pads = coderpad.pads.lits")
    let diagnostic = Diagnostic(
      code: "unknown", "coderpad.pads has no method `lits`",
      hint: "did you mean `list`, which shows all the pads of an owner?",
      source: source, range: SourceRange(25, 29))
    #expect(render(diagnostic).contains("^^^^ did you mean `list`, which"))
    let narrow = render(diagnostic, width: 50).split(separator: "\n").map(String.init)
    #expect(
      narrow.suffix(3) == [
        "   |                          ^^^^", "   = help: did you mean `list`, which shows all",
        "           the pads of an owner?",
      ])
  }
}
