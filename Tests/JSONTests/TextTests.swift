import JSON
import Testing

@Suite struct TextTests {
  static let samples = [
    "", "a", "é", "e\u{301}", "14 bytes: abcd", "15 bytes: abcde", "long, with ünïcödé and 😀 in it", "日本語テキスト",
  ]

  @Test("A string keeps its bytes", arguments: samples) func textKeepsItsBytes(_ sample: String) {
    #expect(Array(Text(sample).string.utf8) == Array(sample.utf8))
    #expect(Text(sample).utf8Count == sample.utf8.count)
    #expect(Text(sample).scalarCount == sample.unicodeScalars.count)
    #expect(Text(scalars: Text(sample).scalars) == Text(sample))
  }

  @Test("Canonically equivalent strings differ") func canonicalEquivalentsDiffer() {
    #expect(Text("é") != Text("e\u{301}"))
  }

  @Test("Strings are ordered by code point") func orderIsByCodePoint() {
    let texts = ["b", "a", "ab", "a\u{0}", "😀", "\u{FFFD}", "aaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaa", "zzzzzzzzzzzzzzz"]
    let expected = texts.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    #expect(texts.map { Text($0) }.sorted().map(\.string) == expected)
  }

  @Test("Slices count code points", arguments: [0..<0, 0..<3, 2..<5, 3..<99, 40..<50]) func slicesCountCodePoints(
    _ range: Range<Int>
  ) {
    for sample in TextTests.samples {
      let scalars = Array(sample.unicodeScalars)
      var expected = String.UnicodeScalarView()
      expected.append(contentsOf: scalars[range.clamped(to: 0..<scalars.count)])
      #expect(Text(sample).slice(range).string == String(expected))
    }
  }

  @Test("Concatenation and repetition keep every byte") func concatenationAndRepetitionKeepEveryByte() {
    for left in TextTests.samples {
      for right in TextTests.samples { #expect((Text(left) + Text(right)) == Text(left + right)) }
      #expect(Text(left).repeated(3) == Text(left + left + left))
    }
  }

  @Test("Invalid bytes become replacement characters") func invalidBytesBecomeReplacementCharacters() {
    let cases: [([UInt8], String)] = [
      ([0xFF], "\u{FFFD}"), ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"), ([0xED, 0xA0, 0x80], "\u{FFFD}"),
      ([0xE2, 0x82, 0x78], "\u{FFFD}x"), ([0xF0, 0x61, 0x62], "\u{FFFD}"), ([0x61, 0xF5, 0x62], "a\u{FFFD}b"),
    ]
    for (bytes, expected) in cases { #expect(Text(utf8: bytes) == Text(expected)) }
  }

  @Test("Equal strings have equal hashes") func equalTextsHashAlike() {
    for sample in TextTests.samples { #expect(Text(sample).hash == Text(utf8: Array(sample.utf8)).hash) }
    #expect(Set((0..<1000).map { Text("key number \($0) of many").hash }).count == 1000)
  }
}
