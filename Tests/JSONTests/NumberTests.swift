import JSON
import Testing

@Suite struct NumberTests {
  @Test(
    "Doubles are printed as in jq",
    arguments: [
      (1e-5, "1e-05"), (1e17, "1e+17"), (1e16, "1e+16"), (123_456_789_012_345_680, "123456789012345680"),
      (0.0001, "0.0001"), (0.1 + 0.2, "0.30000000000000004"), (-0.0, "-0"), (.nan, "null"), (1e300, "1e+300"),
      (.infinity, "1.7976931348623157e+308"), (-.infinity, "-1.7976931348623157e+308"),
      (.leastNonzeroMagnitude, "5e-324"), (100, "100"),
    ] as [(Double, String)])
  func doublesPrintAsInJQ(_ number: Double, _ expected: String) {
    #expect(Value.number(number).json() == expected)
  }

  @Test("Unmodified literals are compared by every digit") func untouchedLiteralsCompareByEveryDigit() throws {
    let first = try Value.parse("100000000000000000001")
    let second = try Value.parse("100000000000000000002")
    #expect(first < second)
    #expect(first != second)
    #expect(first == .number(1e20))
    #expect(try Value.parse("1.000") == Value.parse("1"))
    #expect(try Value.parse("[1.000]").hashValue == Value.parse("[1]").hashValue)
  }

  @Test("Doubles are read from 17 digits") func doublesComeFromSeventeenDigits() throws {
    #expect(try Value.parse("13911860366432393").double == 13_911_860_366_432_392)
    #expect(try Value.parse("9007199254740993").double == 9_007_199_254_740_992)
    #expect(try Value.parse("0.1e-400").double == 0)
  }

  @Test("Random doubles round-trip") func randomDoublesReadBack() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let number = Double(bitPattern: generator.next())
      guard number.isFinite else { continue }
      #expect(try Value.parse(Value.number(number).json()).double == number)
      #expect(try Value.parse(number.description).double == number)
    }
  }

  @Test("Integers keep their value", arguments: [0, 1, -1, 1 << 53, (1 << 53) + 1, Int.max, Int.min, 1 << 60])
  func integersKeepTheirValue(_ number: Int) throws {
    #expect(Value(number).int == number)
    #expect(Value(number).json() == "\(number)")
    #expect(try Value.parse("\(number)").int == number)
  }

  @Test("NaN is less than every number and itself") func nanIsBelowEveryNumberAndItself() {
    #expect(Value.number(.nan) < .number(-.infinity))
    #expect(Value.number(.nan) < .number(.nan))
    #expect(Value.number(.nan) != .number(.nan))
    #expect(Value.null < .number(.nan))
  }

  @Test("Negation keeps all digits") func negationKeepsTheDigits() throws {
    guard case .literal(let literal) = try Value.parse("100000000000000000001") else {
      Issue.record("no literal")
      return
    }
    #expect(literal.negated.json() == "-100000000000000000001")
  }
}

@Suite struct ConversionTests {
  @Test("A decimal is read as the nearest double") func decimalsReadAsTheNearestDouble() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<5000 {
      let digits = UInt64.random(in: 1..<100_000_000_000_000_000, using: &generator)
      let text = "\(digits)e\(Int.random(in: -345...310, using: &generator))"
      let expected = try #require(Double(text))
      #expect(try Value.parse(text).double == expected, "\(text)")
    }
  }

  @Test(
    "Edge cases are read as the nearest double",
    arguments: [
      "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "2.2250738585072011e-308",
      "1.7976931348623158e308", "1.7976931348623159e308", "9007199254740993e0", "9007199254740993e1", "1e23", "8.5e22",
    ])
  func edgesReadAsTheNearestDouble(_ text: String) throws {
    #expect(try Value.parse(text).double == Double(text))
  }
}
