import Testing

@testable import Terminal

@Suite struct InputDecoderTests {
  private func keys(_ text: String, bytewise: Bool = false, _ change: (inout InputDecoder) -> Void = { _ in })
    -> [UInt32]
  {
    keys(Array(text.utf8), bytewise: bytewise, change)
  }

  private func keys(
    _ bytes: [UInt8], bytewise: Bool = false, _ change: (inout InputDecoder) -> Void = { _ in }
  ) -> [UInt32] {
    var decoder = InputDecoder()
    change(&decoder)
    var keys: [UInt32] = []
    for piece in bytewise ? bytes.map({ [$0] }) : [bytes] {
      decoder.feed(piece)
      while case .key(let key) = decoder.next() { keys.append(key) }
    }
    while case .key(let key) = decoder.next(isComplete: true) { keys.append(key) }
    return keys
  }

  private func keys(_ keys: Key...) -> [UInt32] { keys.map(\.rawValue) }

  @Test("Text arrives scalar by scalar", arguments: [false, true])
  func textArrivesScalarByScalar(bytewise: Bool) {
    #expect(keys("aż日👍", bytewise: bytewise) == "aż日👍".unicodeScalars.map(\.value))
  }

  @Test(
    "Escape sequences become keys",
    arguments: [
      ("\u{1B}[A", Key.up), ("\u{1B}OB", .down), ("\u{1B}[1;5C", .wordRight), ("\u{1B}[1;3D", .wordLeft),
      ("\u{1B}[3~", .delete),
      ("\u{1B}[3;5~", .deleteWordRight), ("\u{1B}[Z", .shiftTab), ("\u{1B}[1~", .home), ("\u{1B}OF", .end),
      ("\u{1B}\r", .newline),
      ("\u{1B}[13;2u", .newline), ("\u{1B}[27;2;13~", .newline), ("\u{1B}", .escape), ("\u{1B}[5~", .pageUp),
      ("\u{1B}OP", .help), ("\u{1B}[11~", .help), ("\u{1B}[[A", .help),
      ("\u{1B}[1;3A", .altUp), ("\u{1B}\u{1B}[A", .altUp), ("\u{1B}[1;3B", .altDown), ("\u{1B}\u{1B}[D", .wordLeft),
    ])
  func sequencesFoldToKeys(sequence: String, key: Key) {
    #expect(keys(sequence) == [key.rawValue])
    #expect(keys(sequence, bytewise: true) == [key.rawValue])
    #expect(keys(sequence + "x") == [key.rawValue, 0x78] || key == .escape)
  }

  @Test(
    "Unknown sequences are dropped",
    arguments: ["\u{1B}[99~", "\u{1B}[I", "\u{1B}[?1;2c", "\u{1B}[[B", "\u{1B}[<0;1;1M", "\u{1B}Oz"])
  func sequencesThatMeanNothingDisappear(sequence: String) {
    #expect(keys(sequence + "x") == [0x78])
  }

  @Test("Alt is an escape byte or the Escape key") func altIsAnEscapeByteOrTheEscapeKey() {
    #expect(keys("\u{1B}f") == [0x1B, 0x66])
    #expect(keys("\u{1B}f") { $0.altStyle = .escapeKey } == [Key.escape.rawValue, 0x66])
  }

  @Test("Sequences bound by the user are passed on unchanged") func sequencesThatTheUserHasBoundPassUnchanged() {
    #expect(
      keys("\u{1B}[1;5C") { $0.literalSequences = [Array("\u{1B}[1;5C".utf8)] }
        == "\u{1B}[1;5C".unicodeScalars.map(\.value))
  }

  @Test("Invalid bytes become replacement characters, and C1 controls are dropped")
  func brokenBytesBecomeReplacementsAndControlsDisappear() {
    #expect(keys([0xFF, 0x61, 0xC3, 0x61]) == [0xFFFD, 0x61, 0xFFFD, 0x61])
    #expect(keys([0xC2, 0x81, 0x61]) == [0x61])
    #expect(keys([0xE6, 0x97]) == [0xFFFD])
  }

  @Test("A paste is one key, however it is split", arguments: [1, 2, 5, 7, 1000])
  func aPasteIsOneKeyHoweverItIsCut(size: Int) {
    var decoder = InputDecoder()
    var rest = Array("x\u{1B}[200~a\r\nb\rc\u{1B}[31m\u{1B}d\te\u{85}\r\n\u{1B}[201~y".utf8)[...]
    var keys: [UInt32] = []
    while !rest.isEmpty {
      decoder.feed(Array(rest.prefix(size)))
      rest = rest.dropFirst(size)
      while case .key(let key) = decoder.next() { keys.append(key) }
    }
    #expect(keys == [0x78, Key.paste.rawValue, 0x79])
    #expect(Scalars.string(decoder.takePaste()) == "a\nb\nc[31md\te")
  }

  @Test("An unterminated paste times out") func aPasteWithoutEndIsGivenUpInTime() {
    var decoder = InputDecoder()
    decoder.feed(Array("\u{1B}[200~abc".utf8))
    let steps = [decoder.next(), decoder.next(isComplete: true)]
    #expect(steps == [.incomplete, .key(Key.paste.rawValue)])
    let text = Scalars.string(decoder.takePaste())
    #expect(text == "abc")
  }

  @Test("Random bytes never trap and always terminate") func randomBytesNeverTrapAndAlwaysEnd() {
    var dice = Dice(state: 3)
    for _ in 0..<300 {
      let bytes =
        (0..<60).map { _ in
          [0x1B, 0x5B, 0x4F, 0x7E, 0x3B, 0x32, 0x30, 0x00, 0xFF, 0xE6, 0x97].randomElement(using: &dice)!
        } as [UInt8]
      #expect(keys(bytes).allSatisfy { Unicode.Scalar($0) != nil })
    }
  }
}
