import JSON
import Testing

@testable import Shell

struct StructuralDifferenceTests {
  @Test(arguments: [
    (#"{"a":1,"b":{"c":[1,2]}}"#, #"{"a":2,"b":{"c":[1,2,3]},"d":null}"#, "~ .a: 1 → 2|+ .b.c[2]: 3|+ .d: null"),
    (
      #"[{"id":1,"t":"x"},{"id":2,"t":"y"}]"#, #"[{"id":2,"t":"z"},{"id":3}]"#,
      #"- .[0]: {"id":1,"t":"x"}|~ .[0].t: "y" → "z"|+ .[1]: {"id":3}"#
    ),
    (#"[{"id":1},{"id":2}]"#, #"[{"id":2},{"id":1}]"#, "~ .: in another order"),
    ("[1,2,3,4]", "[1,9,3,4]", "~ .[1]: 2 → 9"),
    ("[1,2,3]", "[1,3]", "- .[1]: 2"),
    (#"{"a b":1}"#, #"{"a b":"1"}"#, #"~ .["a b"]: 1 → "1""#),
    ("[]", "{}", "~ .: [] → {}"),
    ("1", "1.0", ""),
  ]) func `Each difference has its own line`(old: String, new: String, lines: String) throws {
    let difference = StructuralDifference(try Value.parse(old), try Value.parse(new))
    #expect(difference.lines.joined(separator: "|") == lines)
  }

  @Test(arguments: [
    ("@3 @last", ["@3", "@last"]), ("$a $b", ["$a", "$b"]),
    (" pads.get(\"a b\")  (1 | . + 1) ", ["pads.get(\"a b\")", "(1 | . + 1)"]),
    ("[1, 2] {a: \"} x\"}", ["[1, 2]", "{a: \"} x\"}"]), ("@-1", ["@-1"]), ("", []),
    ("\"a \\(1 + 2) b\" .x", ["\"a \\(1 + 2) b\"", ".x"]),
  ]) func `A space outside brackets separates operands`(text: String, operands: [String]) {
    #expect(Operands(text).texts == operands)
  }
}
