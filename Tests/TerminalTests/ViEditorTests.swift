import Testing

@testable import Terminal

/// vi's command mode on strings, without a terminal. `|` in a string is the cursor.
@Suite struct ViEditorTests {
  private static let escape: Unicode.Scalar = "\u{1B}"

  /// Types the keys in command mode and returns the text with its cursor. After a command that inserts, keys are text up
  /// to an escape.
  private func typed(_ keys: String, at text: String) -> String {
    var buffer = Self.buffer(text)
    var vi = ViEditor()
    var kills = KillRing()
    vi.mode = .command
    var rest = keys.unicodeScalars[...]
    while let first = rest.popFirst() {
      guard let command = ViCommandReader(next: { rest.popFirst() }).command(from: first) else { return "no command" }
      guard case .insert = vi.perform(command, on: &buffer, &kills) else { continue }
      while let key = rest.popFirst(), key != Self.escape { buffer.insert([key]) }
      vi.endInsertion(in: &buffer)
    }
    var shown = buffer.text
    shown.insert("|", at: buffer.cursor)
    return Scalars.string(shown)
  }

  private static func buffer(_ text: String) -> EditBuffer {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false)
    return EditBuffer(Array(parts.joined().unicodeScalars), cursor: parts[0].unicodeScalars.count)
  }

  @Test(
    "Motions move the cursor",
    arguments: [
      ("w", "|one two", "one |two"), ("w", "|a.b c", "a|.b c"), ("W", "|a.b c", "a.b |c"),
      ("e", "|one two", "on|e two"),
      ("b", "one tw|o", "one |two"), ("ge", "one t|wo", "on|e two"), ("0", "on|e", "|one"), ("^", "  on|e", "  |one"),
      ("3l", "|abcdef", "abc|def"), ("fc", "|abcd", "ab|cd"), ("tc", "|abcd", "a|bcd"), ("fb;", "|abab", "aba|b"),
      ("tb;", "|abab", "ab|ab"), ("fb;,", "|abab", "a|bab"), ("Fa", "aba|b", "ab|ab"), ("%", "|f(x)", "f(x|)"),
      ("%", "f(x|)", "f|(x)"), ("%", "|a(b[1])", "a(b[1]|)"), ("3|", "|abcd", "ab|cd"), ("gg", "a\nb|c", "|a\nbc"),
    ])
  func movements(keys: String, text: String, expected: String) {
    #expect(typed(keys, at: text) == expected)
  }

  @Test(
    "Changes edit the text",
    arguments: [
      ("x", "|abc", "|bc"), ("3x", "|abcd", "|d"), ("X", "ab|c", "a|c"), ("dw", "|one two", "|two"),
      ("2dw", "|a b c", "|c"), ("d2w", "|a b c", "|c"), ("dw", "one |two\nthree", "one |\nthree"),
      ("de", "|one two", "| two"),
      ("db", "one |two", "|two"), ("d$", "a|bc", "a|"), ("D", "a|bc\nd", "a|\nd"), ("d0", "ab|c", "|c"),
      ("dtd", "|abcd", "|d"), ("dfd", "|abcde", "|e"), ("dt)", "f(|a)", "f(|)"), ("d%", "f|(a)b", "f|b"),
      ("dd", "a\nb|b\nc", "a\n|c"), ("dd", "a\nb|b", "a|"), ("dd", "a|b", "|"), ("rx", "|ab", "|xb"),
      ("2rx", "|abc", "x|xc"),
      ("~", "|aB", "A|B"), ("2~", "|aB", "Ab|"), ("gUw", "|one two", "|ONE two"), ("J", "a|b\n  c", "ab| c"),
      ("dwP", "|one two", "one| two"), ("xp", "|ab", "b|a"), ("yyp", "a|b\nc", "ab\n|ab\nc"),
      ("yiwP", "|one x", "on|eone x"),
      ("ddp", "a|b\nc", "c\n|ab"),
    ])
  func changes(keys: String, text: String, expected: String) {
    #expect(typed(keys, at: text) == expected)
  }

  @Test(
    "Operators apply to text objects",
    arguments: [
      (#"di""#, #"get("a|b", 1)"#, #"get("|", 1)"#), (#"di""#, #"|get("ab")"#, #"get("|")"#),
      (#"di""#, #"get("ab"|)"#, #"get("|")"#), (#"da""#, #"x "a|b" y"#, "x |y"), (#"di""#, #"("a\"|b")"#, #"("|")"#),
      ("di(", "f(a, |b)", "f(|)"),
      ("di(", "f(g(|x), y)", "f(g(|), y)"), ("d2i(", "f(g(|x), y)", "f(|)"), ("di)", "f|(a)", "f(|)"),
      ("da[", "x[|1].y", "x|.y"), ("di{", "{a: |1}", "{|}"), ("diw", "one t|wo x", "one | x"),
      ("daw", "one t|wo x", "one |x"),
      ("daw", "one t|wo", "one|"), ("d2aw", "|a b c", "|c"), ("diW", "a.|b c", "| c"), ("dib", "(|a)", "(|)"),
      ("yiw$p", "|one two", "one twoon|e"),
    ])
  func textObjects(keys: String, text: String, expected: String) {
    #expect(typed(keys, at: text) == expected)
  }

  @Test(
    "Insertions and changes can be repeated",
    arguments: [
      ("cwnew\u{1B}", "|one two", "ne|w two"), ("c2wx\u{1B}", "|a b c", "|x c"), ("cwx\u{1B}w.", "|one two", "x |x"),
      (#"ci"new"# + "\u{1B}", #"f("o|ld")"#, #"f("ne|w")"#),
      (#"ci"x"# + "\u{1B}" + #"f"f"l."#, #"("|a", "b")"#, #"("x", "|x")"#),
      ("ca[x\u{1B}", "a[|1]", "a|x"), ("ccx\u{1B}", "a\nb|b\nc", "a\n|x\nc"), ("Cx\u{1B}", "a|bc", "a|x"),
      ("sx\u{1B}", "|abc", "|xbc"), ("A!\u{1B}", "|ab", "ab|!"), ("A!\u{1B}.", "|ab", "ab!|!"),
      ("I!\u{1B}", "a|b", "|!ab"),
      ("a!\u{1B}", "|ab", "a|!b"), ("3ix\u{1B}", "|a", "xx|xa"), ("ox\u{1B}", "a|b\nc", "ab\n|x\nc"),
      ("Ox\u{1B}", "a\nb|", "a\n|x\nb"), ("x.", "|abc", "|c"), ("dw.", "|a b c", "|c"), ("x3.", "|abcde", "|e"),
      ("dfa.", "|bacab", "|b"),
    ])
  func insertionsAndRepetition(keys: String, text: String, expected: String) {
    #expect(typed(keys, at: text) == expected)
  }

  @Test(
    "Registers keep cut and copied text",
    arguments: [
      (#""ayyj"ap"#, "a|b\nc", "ab\n|ab\nc"), (#""ayw"byw"aP"#, "|one two", "one| one two"),
      (#""ayww"Ayw0"aP"#, "|a b", "a |ba b"), (#"dwdw"2P"#, "|a b c", "a| c"), (#"yw"_dwP"#, "|a b", "a| b"),
      (#"2"ax"aP"#, "|abc", "a|bc"), (#""a2xP"#, "|abc", "|c"), (#"yw3P"#, "|ab", "ababa|bab"),
      (#"x2p"#, "|ab", "ba|a"),
      (#""add"ap"#, "a|b\nc", "c\n|ab"), (#""qp"#, "|a", "|a"),
    ])
  func registers(keys: String, text: String, expected: String) {
    #expect(typed(keys, at: text) == expected)
  }

  @Test(
    "Marks can be motions",
    arguments: [
      ("ma$`a", "a|bc", "a|bc"), ("maGd`a", "a|bc\nd", "a|"), ("magg'a", "a\n  b|c", "a\n  |bc"),
      ("ma$y`aP", "|abc", "ab|cabc"), ("maGd'a", "a\nb|c\nd", "a|"), ("`a", "a|b", "a|b"),
      ("mxggd'x", "a\nb\n|c\nd", "|d"),
    ])
  func marks(keys: String, text: String, expected: String) {
    #expect(typed(keys, at: text) == expected)
  }

  @Test(
    "Lines are indented",
    arguments: [
      ("ox\u{1B}", "  a|b", "  ab\n  |x"), ("ox\u{1B}", "for x {|", "for x {\n  |x"),
      ("Ox\u{1B}", "  a|b", "  |x\n  ab"),
      ("Ox\u{1B}", "{\n  a|b", "{\n  |x\n  ab"), ("3J", "|a\nb\n c\nd", "a b| c\nd"),
    ])
  func linesAreIndented(keys: String, text: String, expected: String) {
    #expect(typed(keys, at: text) == expected)
  }

  @Test(
    "An unknown command changes nothing", arguments: ["zz", "dz", "\"", "\"!x", "m1", "`!", "diz", "g!", "d\u{1B}"])
  func whatIsNoCommandChangesNothing(
    keys: String
  ) {
    #expect(typed(keys, at: "a|b") == "no command")
  }

  @Test(
    "Commands have no effect in an empty text",
    arguments: ["h", "x", "di(", #"ci""#, ".", "p", ";", "%", "fz", "J", "dw", "daw", "e", "~", "3rx"])
  func nothingIsPossibleInAnEmptyText(keys: String) {
    #expect(typed(keys, at: "|") == "|")
  }

  @Test("Any keys leave the cursor within the text") func anyKeysLeaveTheCursorInTheText() {
    var random = SystemRandomNumberGenerator()
    let keys = Array("hlwWbBeE0^$|G%fFtT;,dcyiaIAoOxXsSDCY~pPJrgu.3\"([wm`'_\u{1B}".unicodeScalars)
    for _ in 0..<2000 {
      let typed = Scalars.string((0..<12).map { _ in keys.randomElement(using: &random) ?? "h" })
      #expect(self.typed(typed, at: "get(\"a b\", |[1])\n x") != "")
    }
  }
}
