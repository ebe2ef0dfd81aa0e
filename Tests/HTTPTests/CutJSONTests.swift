import JSON
import Testing

@testable import HTTP

/// Truncated JSON, closed so that it can be parsed.
struct CutJSONTests {
  static let text =
    #"{"a": [1, 2.5, true, {"b": "x\"yé"}], "token": "se\ncret", "c": {"d": null, "e": []}, "f": -1e3}"#

  @Test("Wherever JSON is cut, the part that arrived can be parsed") func closesEverywhere() throws {
    let bytes = Array(Self.text.utf8)
    for count in 1..<bytes.count {
      let closed = CutJSON.closed(Array(bytes.prefix(count)))
      #expect((try? Value.parse(utf8: closed)) != nil, "\(String(decoding: closed, as: UTF8.self))")
    }
  }

  @Test("A truncated string keeps its beginning") func keepsStrings() throws {
    let value = try Value.parse(utf8: CutJSON.closed(Array(#"[{"token": "secr"#.utf8)))
    #expect(value.json() == #"[{"token":"secr"}]"#)
  }

  @Test("Nonsense does no harm", arguments: ["", "]", "}}", "\"\\", "<html>", "{\"a\":}", "[,", "\u{0}", "\"\\u12"])
  func survives(text: String) { _ = CutJSON.closed(Array(text.utf8)) }
}
