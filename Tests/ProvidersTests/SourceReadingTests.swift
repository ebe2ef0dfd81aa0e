import Diagnostics
import JSON
import Testing

@testable import Providers

/// Values of descriptions, and their positions.
@Suite struct SourceReadingTests {
  private func read(_ text: String, _ name: String) throws -> SourceNode {
    try SourceReading.read(SourceText(name: name, text: text))
  }

  @Test(arguments: [
    ("a: no", #"{"a":"no"}"#), ("a: 3.10", #"{"a":3.1}"#), ("a: 1.0.0", #"{"a":"1.0.0"}"#),
    ("a: 'yes'", #"{"a":"yes"}"#),
    ("a: 0x1F", #"{"a":31}"#), ("a: 0o17", #"{"a":15}"#), ("a: 017", #"{"a":17}"#), ("a: +1", #"{"a":1}"#),
    ("a: .5", #"{"a":0.5}"#), ("a: 1e3", #"{"a":1000}"#), ("a: 2001-01-01", #"{"a":"2001-01-01"}"#),
    ("a: ~", #"{"a":null}"#), ("a:", #"{"a":null}"#), ("a: \"null\"", #"{"a":"null"}"#), ("a: NULL", #"{"a":null}"#),
    ("a: True", #"{"a":true}"#), ("a: !!str 1", #"{"a":"1"}"#), ("a: |\n  x\n  y\n", #"{"a":"x\ny\n"}"#),
    ("a: >-\n  x\n  y\n", #"{"a":"x y"}"#), ("- &x [1, {b: c}]\n- *x\n", #"[[1,{"b":"c"}],[1,{"b":"c"}]]"#),
    ("200: ok", #"{"200":"ok"}"#), ("a: .inf", #"{"a":".inf"}"#), ("a: 1:30", #"{"a":"1:30"}"#),
  ])
  func `YAML follows the core schema`(text: String, json: String) throws {
    #expect(try read(text, "x.yaml").whole == Value.parse(json))
  }

  @Test(arguments: [
    #"{"a": [1, -2.5e3, true, null, "x\u00e9\ud83d\ude00\"\/"], "b": {}}"#, "[]", "[ ]", "{\n\t\"a\": {\"b\": [[]]}\n}",
    "  [1]\r\n",
  ])
  func `JSON is parsed as by the JSON reader`(text: String) throws {
    #expect(try read(text, "x.json").whole == Value.parse(text))
  }

  @Test(arguments: [
    ("{\"a\": 1,}", 8, "expected a value after the comma"), ("{\"a\" 1}", 5, "expected `:`"),
    ("[1 2]", 3, "expected `,` or `]`"), ("{a: 1}", 1, "expected a name in quotes"),
    ("[nope]", 1, "`nope` is not a value"),
    ("[\"x", 1, "the string is not closed"), ("[\"a\nb\"]", 3, "a line break or control character in a string"),
    ("[1] 2", 4, "unexpected text after the value"),
    ("[\"\\q\"]", 1, "this string has an escape that JSON does not know"),
    ("[", 1, "expected a value"), ("{\"a\": 1, \"a\": 2}", 9, "`a` appears twice in one object"),
  ])
  func `A JSON error is reported with its position`(text: String, offset: Int, message: String) {
    let error = #expect(throws: Diagnostics.self) { try read(text, "x.json") }
    #expect(error?.all.first?.message == message)
    #expect(error?.all.first?.range?.lower == offset)
  }

  @Test func `A value knows its byte range, also after wide characters`() throws {
    let text = "ä: 🐕\n\"b\": [x, {c: 'ß'}]\n"
    let node = try read(text, "x.yaml")
    let source = SourceText(name: "x.yaml", text: text)
    #expect(source[try #require(node["ä"]).range] == "🐕")
    #expect(source[try #require(node["b"]).range] == "[x, {c: 'ß'}]")
    #expect(source[try #require(node["b"]?.elements.last?["c"]).range] == "'ß'")
    #expect(node.members.map { source[$0.nameRange] } == ["ä", "\"b\""])
  }

  @Test func `Input that is too deep or expands too much is refused`() {
    let laughs = "a0: &a0 [x, x]\n" + (1..<40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined()
    for text in [laughs, String(repeating: "[", count: 300), "a: &a [*a]"] {
      #expect(throws: Diagnostics.self) { try read(text, "x.yaml") }
    }
  }
}

/// Names from descriptions converted to manifest names.
@Suite struct ImportedNameTests {
  @Test(arguments: [
    ("findByStatus", "find_by_status"), ("find-by status", "find_by_status"), ("HTTPServer", "http_server"),
    ("pets", "pets"), ("2fa", "_2fa"), ("Größe", "gr_e"), ("---", ""), ("getV2Items", "get_v2_items"),
  ])
  func `Names are words joined by underscores`(text: String, name: String) {
    #expect(Words.name(text) == name)
  }

  @Test(arguments: [
    ("pets", "pet"), ("categories", "category"), ("boxes", "box"), ("addresses", "address"), ("status", "status"),
    ("class", "class"), ("people", "people"), ("courses", "course"),
  ])
  func `A name for one of many is singular`(many: String, one: String) {
    #expect(Words.singular(many) == one)
  }

  @Test(arguments: [
    ("The *first* one. The second.", "The first one."),
    ("See [the docs](https://a.example/x.y) e.g. here. No.", "See the docs e.g. here."),
    ("<p>Creates <b>it</b>.</p>", "Creates it."), ("Version 1.2 of it\nis\t out", "Version 1.2 of it is out"),
    ("a\u{202E}b\u{0}c", "a b c"),
    (String(repeating: "word ", count: 60), String(repeating: "word ", count: 26) + "word…"),
  ])
  func `A summary is the first sentence, on one line`(text: String, sentence: String) {
    #expect(Prose.sentence(text) == sentence)
  }
}
