import JSON
import Testing

@Suite struct FixedTextTests {
  @Test(
    "A number is printed with N decimals, halves rounded away from zero",
    arguments: [
      ("220.605", 2, "220.61"), ("-220.605", 2, "-220.61"), ("1.005", 2, "1.01"), ("2.5", 0, "3"), ("-2.5", 0, "-3"),
      ("0.5", 0, "1"), ("0.49", 0, "0"), ("-0.001", 2, "0.00"), ("-0.0", 1, "0.0"), ("9.999", 2, "10.00"),
      ("7", 2, "7.00"),
      ("1e3", 1, "1000.0"), ("1e-7", 2, "0.00"), ("0.05", 1, "0.1"), ("0.04", 1, "0.0"),
      ("12345678901234567890.125", 2, "12345678901234567890.13"), ("\"19.995\"", 2, "20.00"), ("\"-.5\"", 0, "-1"),
    ])
  func rounds(number: String, places: Int, text: String) throws {
    #expect(try Value.parse(number).fixed(places: places)?.string == text)
  }

  @Test(
    "A value without digits has no decimals",
    arguments: ["\"1,5\"", "\"\"", "null", "[1]", "\"nan\"", "1e999", "\"1e500\""])
  func refuses(value: String) throws {
    #expect(try Value.parse(value).fixed(places: 2) == nil)
  }
}
