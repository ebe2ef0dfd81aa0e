import Calendar
import Testing

@Suite struct ISOMomentTests {
  @Test(
    "ISO 8601 strings are parsed as times",
    arguments: [
      ("2015-01-30T00:22:55.520Z", 1_422_577_375.52), ("2015-01-30T02:22:55+02:00", 1_422_577_375),
      ("2015-01-29T16:22:55-0800", 1_422_577_375), ("20150130T002255Z", 1_422_577_375), ("2015-01-30", 1_422_576_000),
      ("2015-01-30 00:22Z", 1_422_577_320), ("2015-01-30t00:22:55,5z", 1_422_577_375.5),
      ("2016-02-29T00:00:00+14", 1_456_653_600),
    ])
  func reads(text: String, seconds: Double) throws {
    let moment = try #require(ISOMoment(text))
    #expect(moment.seconds(offset: moment.offset ?? 0) == seconds)
  }

  @Test("A time without a zone has no offset")
  func hasNoZone() throws {
    #expect(ISOMoment("2015-01-30T00:22:55")?.offset == nil)
    #expect(ISOMoment("2015-01-30T00:22:55")?.hasClock == true)
    #expect(ISOMoment("2015-01-30")?.hasClock == false)
  }

  @Test(
    "Other strings are not times",
    arguments: [
      "", "2015", "2015-02-29", "2015-13-01", "2015-01-30T", "2015-01-30T24:00Z", "2015-01-30T00:60Z", "2015-01-30Tx",
      "2015-01-30T00:22:55.Z", "2015-01-30T00:22:55ZZ", "2015-01-30T00:22+", "2015-0130", "tomorrow", "30-01-2015",
    ])
  func refuses(text: String) { #expect(ISOMoment(text) == nil) }

  @Test(
    "A moment is printed with the zone's offset",
    arguments: [
      (1_422_577_375.0, 3600, "2015-01-30T01:22:55+01:00"),
      (1_422_577_375.52, -12_600, "2015-01-29T20:52:55.520-03:30"),
      (1_422_577_375.9996, 0, "2015-01-30T00:22:56+00:00"), (-1, 0, "1969-12-31T23:59:59+00:00"),
    ])
  func writes(seconds: Double, offset: Int, text: String) { #expect(ISOTime.text(seconds, offset: offset) == text) }

  @Test("A moment outside the years 1 to 9999 is not printed")
  func refusesYears() { #expect(ISOTime.text(1e12, offset: 0) == nil) }
}
