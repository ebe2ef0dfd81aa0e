import Calendar
import Foundation
import JSON
import Query
import Testing

extension ZoneDatabase {
  /// The zones of this machine.
  static let forTests = ZoneDatabase { name in
    (try? Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/" + name))).map { Array($0) }
  }
}

@Suite struct TimeTests {
  private func result(_ program: String, in zone: String?) throws -> String {
    let context = EvaluationContext.forTests
    let zone = zone.flatMap { ZoneDatabase.forTests[$0] }
    context.timezone = { zone }
    do {
      return try Filter(parsing: program).outputs(.null, context: context).map(\.description).joined(separator: " ")
    } catch EvaluationError.error(let error) {
      return error.message
    }
  }

  private static let cases: [(program: String, zone: String?, result: String)] = [
    (#""2015-01-30T00:22:55.520Z" | time"#, nil, "1422577375.52"), ("1422577375 | time", nil, "1422577375"),
    (#""2026-07-01" | time | todate"#, nil, #""2026-07-01T00:00:00Z""#),
    (#""2026-07-01" | time | todate"#, "Europe/Amsterdam", #""2026-06-30T22:00:00Z""#),
    (#""2026-07-01 09:00" | time"#, nil, #""2026-07-01 09:00" has no time zone"#),
    (#""2026-07-01 09:00" | time | todate"#, "Europe/Amsterdam", #""2026-07-01T07:00:00Z""#),
    (
      #""2026-03-29 02:30" | time"#, "Europe/Amsterdam",
      #""2026-03-29 02:30" does not exist in Europe/Amsterdam: clocks are put forward"#
    ),
    (#""2026-10-25 02:30" | time | todate"#, "Europe/Amsterdam", #""2026-10-25T00:30:00Z""#),
    ("null | time", nil, "null (null) is not a time"), (#""soon" | time"#, nil, #"string ("soon") is not a time"#),
    (#""2026-07-01 09:00" | in_zone("Europe/Amsterdam")"#, nil, #""2026-07-01T09:00:00+02:00""#),
    (#""2026-07-01T09:00:00Z" | in_zone("America/St_Johns")"#, nil, #""2026-07-01T06:30:00-02:30""#),
    (#"1782896400.25 | in_zone("Asia/Kolkata")"#, nil, #""2026-07-01T14:30:00.250+05:30""#),
    (#"0 | in_zone("Europe/Amsterdm")"#, nil, "unknown time zone `Europe/Amsterdm`"),
    (#"0 | in_zone(1)"#, nil, "the zone is a string, not number"),
    // Wall time is preserved across clock changes in the north and in the south.
    (
      #""2026-03-28T12:00:00+01:00" | later("1d") | in_zone("Europe/Amsterdam")"#, "Europe/Amsterdam",
      #""2026-03-29T12:00:00+02:00""#
    ),
    (
      #""2026-03-28T12:00:00+01:00" | later("24h") | in_zone("Europe/Amsterdam")"#, "Europe/Amsterdam",
      #""2026-03-29T13:00:00+02:00""#
    ),
    (#""2026-03-28T12:00:00+01:00" | later("1d") | in_zone("Europe/Amsterdam")"#, nil, #""2026-03-29T13:00:00+02:00""#),
    (
      #""2026-04-04T12:00:00+11:00" | later("1 week") | in_zone("Australia/Sydney")"#, "Australia/Sydney",
      #""2026-04-11T12:00:00+10:00""#
    ),
    (
      #""2026-10-05T12:00:00+11:00" | earlier("2 days") | in_zone("Australia/Sydney")"#, "Australia/Sydney",
      #""2026-10-03T12:00:00+10:00""#
    ),
    (
      #""2026-03-28T02:30:00+01:00" | later("1d") | in_zone("Europe/Amsterdam")"#, "Europe/Amsterdam",
      #""2026-03-29T03:30:00+02:00""#
    ),
    (
      #""2026-10-24T02:30:00+02:00" | later("1d") | in_zone("Europe/Amsterdam")"#, "Europe/Amsterdam",
      #""2026-10-25T02:30:00+02:00""#
    ),
    (
      #""2026-10-26T02:30:00+01:00" | earlier("1d") | in_zone("Europe/Amsterdam")"#, "Europe/Amsterdam",
      #""2026-10-25T02:30:00+01:00""#
    ),
    (#""2026-01-31" | later("1 month") | todate"#, nil, #""2026-02-28T00:00:00Z""#),
    (#""2028-01-31" | later("1 month") | todate"#, nil, #""2028-02-29T00:00:00Z""#),
    (#""2028-02-29" | later("1 year") | todate"#, nil, #""2029-02-28T00:00:00Z""#),
    (#""2026-03-31" | earlier("1 month") | todate"#, nil, #""2026-02-28T00:00:00Z""#),
    (#""2026-01-15" | earlier("13 months") | todate"#, nil, #""2024-12-15T00:00:00Z""#),
    (#"10.5 | later("90s", "2 minutes", "1.5h")"#, nil, "100.5 130.5 5410.5"),
    (#"0 | later("1M")"#, nil, #""1M" is not a span of time"#),
    (#"0 | later("-1d")"#, nil, #""-1d" is not a span of time"#),
    (#"0 | later("1.5d")"#, nil, #""1.5d" is not a span of time"#), (#"0 | later(5)"#, nil, "5 is not a span of time"),
    (#"later("1d")"#, nil, "null (null) is not a time"),
  ]

  @Test("Times are parsed, shifted and printed", arguments: cases.indices)
  func times(index: Int) throws {
    let (program, zone, wanted) = Self.cases[index]
    #expect(try result(program, in: zone) == wanted, "\(program) in \(zone ?? "no zone")")
  }

  @Test(
    "Case, padding and rounding work in every script",
    arguments: [
      (#""ÄÖÉ ß Я" | lower"#, #""äöé ß я""#), (#""äöé" | upper"#, #""ÄÖÉ""#),
      (#""日本" | ljust(6) + "|""#, #""日本  |""#),
      (#""long" | rjust(2)"#, #""long""#),
      (#""x" | ljust(-1)"#, "number (-1) is not a number of columns from 0 to 10000"),
      (#"null | lower"#, "null (null) has no case, only strings have"),
      (#""1,5" | fixed(2)"#, #"string ("1,5") is not a decimal number"#),
      (#"1 | fixed(-1)"#, "number (-1) is not a number of decimals from 0 to 100"), (#"1.005 | fixed(2)"#, #""1.01""#),
    ])
  func texts(program: String, wanted: String) throws {
    #expect(try result(program, in: nil) == wanted)
  }
}
