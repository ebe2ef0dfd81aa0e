import Testing

@testable import Shell

/// What is expected at a cursor, written as `|` in the text.
struct CompletionContextTests {
  static let cases: [(String, CompletionContext.Expected, String)] = [
    ("|", .statement, ""),
    ("le|", .statement, "le"),
    ("let x = pa|", .expression, "pa"),
    ("print 1\nfo|", .statement, "fo"),
    ("for x in 1, 2 {\n  pri|", .statement, "pri"),
    ("{pri|", .expression, "pri"),
    ("pads.list | se|", .expression, "se"),
    ("coderpad.|", .member(of: ["coderpad"]), ""),
    ("coderpad@old.pa|", .member(of: ["coderpad"]), "pa"),
    ("coderpad.pads.g|", .member(of: ["coderpad", "pads"]), "g"),
    ("print \"\\(coderpad.pads.g|", .member(of: ["coderpad", "pads"]), "g"),
    ("coderpad@|", .profile(of: "coderpad"), ""),
    ("[1] | @c|", .format, "c"),
    ("$pa|", .variable, "pa"),
    ("coderpad.pads.create(|", .parameter(of: ["coderpad", "pads", "create"], given: []), ""),
    ("pads.create(title: \"a\", la|", .parameter(of: ["pads", "create"], given: ["title"]), "la"),
    ("pads.create(private: tr|", .value(of: ["pads", "create"], parameter: "private", isQuoted: false), "tr"),
    ("pads.list(sort: \"up|", .value(of: ["pads", "list"], parameter: "sort", isQuoted: true), "\"up"),
    ("pads.create(title: .na|", .field(of: "."), "na"),
    (".|", .field(of: "."), ""),
    (".a.b|", .field(of: ". | .a"), "b"),
    (".[0].ev|", .field(of: ". | .[0]"), "ev"),
    ("map(.ti|", .field(of: ". | .[]"), "ti"),
    ("map(select(.kind == \"ran\") | .us|", .field(of: ". | .[] | select(.kind == \"ran\")"), "us"),
    ("$pad.ti|", .field(of: ". | $pad"), "ti"),
    ("[.[] | .id] | sort_by(.|", .field(of: ". | [.[] | .id] | .[]"), ""),
    ("let x = .a.|", .field(of: ". | .a"), ""),
    ("use co|", .argument(of: "use"), "co"),
    ("\"text wo|", .field(of: ""), ""),
  ]

  @Test("The text before the cursor tells what is expected", arguments: cases.indices)
  func tells(index: Int) {
    let (text, expected, word) = Self.cases[index]
    let cursor = text.utf8.distance(from: text.startIndex, to: text.lastIndex(of: "|") ?? text.endIndex)
    let before = String(text.dropLast())
    let context = CompletionContext(before, cursor: cursor, commands: ["use", "help"])
    #expect(context.expected == expected, "\(text)")
    #expect(context.word == word, "\(text)")
  }
}
