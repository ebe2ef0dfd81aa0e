import Calendar
import Testing

@Suite struct ISOTimeTests {
  @Test(
    "A time is printed in UTC, with second or millisecond precision",
    arguments: [
      (0.0, "1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z"),
      (1_795_952_654.686, "2026-11-29T11:44:14Z", "2026-11-29T11:44:14.686Z"),
      (951_782_400, "2000-02-29T00:00:00Z", "2000-02-29T00:00:00.000Z"),
      (-0.25, "1969-12-31T23:59:59Z", "1969-12-31T23:59:59.750Z"),
      (.infinity, "1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z"),
    ])
  func text(seconds: Double, whole: String, fine: String) {
    #expect(ISOTime.text(seconds) == whole)
    #expect(ISOTime.text(seconds, .milliseconds) == fine)
  }
}
