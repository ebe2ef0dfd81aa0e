import Script
import Testing

@Suite struct ResultSuffixTests {
  private static let lines: [(line: String, name: String?)] = [
    ("pads.list \\G", "G"), ("  \\t  ", "t"), ("pads.list | .[0] \\T # a comment", "T"), ("$a \\foo", "foo"),
    ("[1,\n2] \\j", "j"), (#""text \(1)" \j"#, "j"), ("help \\y", "y"),
    // Not a word of its own, not the last one, not a letter.
    ("pads\\G", nil), ("\\G pads.list", nil), (". \\", nil), (". \\ G", nil), (". \\1", nil),
    // In strings and comments.
    (#""a \G"#, nil), (#""a \t""#, nil), ("'a \\G'", nil), ("'a \\G", nil), (". # \\G", nil), ("", nil),
  ]

  @Test("A suffix at the end of a line changes how its result is shown", arguments: lines.indices)
  func finds(index: Int) {
    let (line, name) = Self.lines[index]
    #expect(ResultSuffix(of: line)?.name == name, "\(line)")
  }

  @Test("Removing it leaves the rest in place")
  func removes() throws {
    let line = "\u{E9} | .a \\G # b"
    let suffix = try #require(ResultSuffix(of: line))
    #expect(suffix.removed(from: line) == "\u{E9} | .a    # b")
  }

  @Test("A bare backslash starts one")
  func begins() {
    #expect(ResultSuffix(begunIn: ". \\")?.name == "")
    #expect(ResultSuffix(begunIn: ". \\T")?.name == "T")
    #expect(ResultSuffix(begunIn: ". \\T ") == nil)
    #expect(ResultSuffix(begunIn: #"". \"#) == nil)
  }
}
