import Query
import Script
import Testing

/// Of many rows that fail in the same way only the first ones are shown.
@Suite struct RepeatedFailureTests {
  private static let onlyCounted = "! … further rows that fail in the same way are only counted"

  private func lines(_ text: String, in world: FakeWorld = FakeWorld()) -> [String] {
    run(text, in: world).split(separator: "\n").map(String.init)
  }

  @Test(
    "After 20 rows that fail in the same way the others are counted",
    arguments: ["", "parallel 4", "retry 1", "parallel 4 retry 1"])
  func counts(way: String) {
    let found = lines("for n in range(10000) \(way) keep going { error(\"no \\($n)\") }")
    let shown = (0..<20).map { "error: no \($0)" }
    let column = "for n in range(10000) \(way) keep going { ".count + 1
    let rest = [
      Self.onlyCounted, "! … and 9,980 more like this (s.eduscript:1:\(column))",
      "warning: 10000 of 10000 rows failed", "[7]",
    ]
    #expect(found == shown + rest)
  }

  @Test("Up to twenty are shown without a count") func fewer() {
    let found = lines("for n in range(20) keep going { error(\"no\") }")
    #expect(found == Array(repeating: "error: no", count: 20) + ["warning: 20 of 20 rows failed", "[7]"])
  }

  @Test("Rows that fail in a different place, or after a new loop began, are shown", arguments: ["", "parallel 4"])
  func otherWays(way: String) {
    let loop = "for n in range(60) \(way) keep going { if $n % 2 == 0 { error(\"even\") } else { fail \"odd\" } }\n"
    let found = lines(loop + loop)
    #expect(found.count { $0 == "error: even" } == 40 && found.count { $0 == "error: odd" } == 40)
    #expect(found.count { $0.hasPrefix("! … and 10 more like this (s.eduscript:") } == 4)
    #expect(found.count { $0 == Self.onlyCounted } == 4)
  }

  @Test("Rows of inner loops are counted together", arguments: ["", "parallel 4", "retry 1"])
  func inner(way: String) {
    let found = lines("for a in range(50) \(way) { for b in 1, 2 keep going { if $b == 2 { fail \"bad\" } } }")
    #expect(found.count { $0 == "error: bad" } == 20)
    #expect(found.count { $0 == "warning: 1 of 2 rows failed" } == 20)
    #expect(found.count { $0.hasPrefix("! … and 30 more like this (s.eduscript:1:") } == 2)
    #expect(found.last == "[7]")
  }

  @Test("The count is shown when the loop ends early") func early() {
    let found = lines("for n in range(100) keep going { if $n == 99 { stop 3 }; fail \"bad\" }")
    #expect(found.suffix(2).first?.hasPrefix("! … and 79 more like this") == true && found.last == "[3]")
  }
}
