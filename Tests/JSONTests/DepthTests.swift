import JSON
import Testing

/// Deep values must neither crash nor be truncated where jq keeps them.
@Suite struct DepthTests {
  private func nested(_ depth: Int) -> Value {
    var value = Value.array([])
    for _ in 1..<depth { value = .array([value]) }
    return value
  }

  private func brackets(_ depth: Int) -> String {
    String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
  }

  @Test("10,000 nested arrays are parsed and printed") func tenThousandArraysAreReadAndPrinted() throws {
    #expect(try Value.parse(brackets(10_000)).json() == brackets(10_000))
  }

  @Test("One more level exceeds the limit") func oneMoreExceedsTheLimit() {
    let error = #expect(throws: ParseError.self) { try Value.parse(self.brackets(10_001)) }
    #expect(error?.message == "Exceeds depth limit for parsing at line 1, column 10001")
  }

  @Test("An object counts as two levels") func anObjectCountsTwice() throws {
    let open = String(repeating: #"{"a":"#, count: 4_999)
    _ = try Value.parse(open + "{}" + String(repeating: "}", count: 4_999))
    let error = #expect(throws: ParseError.self) { try Value.parse(open + #"{"a":{}}"#) }
    #expect(error?.message == "Exceeds depth limit for parsing at line 1, column 25001")
  }

  @Test("Deeper levels are printed as skipped") func whatIsDeeperIsSkippedInPrint() {
    #expect(nested(10_001).json() == brackets(10_001))
    let inside = String(repeating: "[", count: 10_001) + "<skipped: too deep>"
    #expect(nested(10_002).json() == inside + String(repeating: "]", count: 10_001))
  }

  @Test("Deep values can be compared and hashed") func deepValuesCompareAndHash() {
    let (first, second) = (nested(10_000), nested(10_000))
    #expect(first == second)
    #expect(first.hashValue == second.hashValue)
    #expect(nested(9_999) < first)
  }

  @Test("Comparison is refused at jq's depth limit") func comparingIsRefusedWhereJQRefuses() {
    #expect(nested(10_001).comparison(with: nested(10_001)) == 0)
    #expect(nested(10_002).comparison(with: nested(10_002)) == nil)
    #expect(nested(10_001).equality(with: nested(10_001)) == true)
    #expect(nested(10_002).equality(with: nested(10_002)) == nil)
    #expect(nested(10_002).equality(with: []) == false)
  }
}
