import JSON
import Testing

@Suite struct PrintingTests {
  static let text = #"{"b":[1,{"é":"x\"\u007f"}],"a":{},"c":[]}"#

  @Test("Pretty printing indents by two spaces per level") func prettyPrintsTwoSpacesALevel() throws {
    let expected = """
      {
        "b": [
          1,
          {
            "é": "x\\"\\u007f"
          }
        ],
        "a": {},
        "c": []
      }
      """
    let value = try Value.parse(PrintingTests.text)
    #expect(value.json(.pretty) == expected)
    #expect(Value.object(value.object ?? [:]).json(.pretty) == expected)
    #expect(value.json(Format(indent: .tab)) == expected.replacing("  ", with: "\t"))
    #expect(value.json(Format(indent: .spaces(7))) == expected.replacing("  ", with: "       "))
  }

  @Test("Sorted printing sorts keys on every level") func sortedPrintsEveryLevelByKey() throws {
    let value = try Value.parse(#"{"b":{"d":1,"c":2},"a":[{"f":1,"e":2}]}"#)
    #expect(value.json(Format(sortKeys: true)) == #"{"a":[{"e":2,"f":1}],"b":{"c":2,"d":1}}"#)
  }

  @Test("ASCII printing escapes all other characters") func asciiEscapesEveryOtherCharacter() throws {
    let value = try Value.parse(#"["é","😀","long text with é and 😀 in it"]"#)
    let expected = #"["\u00e9","\ud83d\ude00","long text with \u00e9 and \ud83d\ude00 in it"]"#
    #expect(value.json(Format(ascii: true)) == expected)
    #expect(Value.array(value.array ?? []).json(Format(ascii: true)) == expected)
  }

  @Test("Whitespace of the source is not printed") func blanksOfTheSourceAreNotPrinted() throws {
    #expect(try Value.parse(#" { "a" : [ 1 , 2 ] , "b" : [3,4] } "#).json() == #"{"a":[1,2],"b":[3,4]}"#)
    #expect(try Value.parse(#"[[1,2],[3, 4],["\/"],[01]]"#).json() == #"[[1,2],[3,4],["/"],[1]]"#)
  }
}
