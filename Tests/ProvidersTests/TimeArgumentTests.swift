import Calendar
import Foundation
import HTTP
import JSON
import Query
import Testing

@testable import Providers

/// Times as arguments: an ambiguous or misleading time is refused before anything is sent.
@Suite struct TimeArgumentTests {
  private static let zone = ZoneDatabase { name in
    (try? Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/" + name))).map { Array($0) }
  }["Europe/Amsterdam"]

  private static let refused: [(argument: String, message: String, hint: String)] = [
    (
      #""2031-07-01 09:00""#, "has no time zone: `2031-07-01 09:00`",
      #"add `Z` or an offset, write `"2031-07-01 09:00" | in_zone("Europe/Amsterdam")`, or set `timezone`"#
    ),
    ("1795952654686", "is after 2200, since it counts seconds from 1970: 1795952654686", "divide milliseconds by 1000"),
    ("3600", "is before 1990, since it counts seconds from 1970: 3600", "count from now, such as `now + 3600 | floor`"),
    (#""-5""#, "is before 1990, since it counts seconds from 1970: -5", "count from now, such as `now + 3600 | floor`"),
    (#""2031-07-01T09:00:00.5Z""#, #"counts whole seconds, not "2031-07-01T09:00:00.5Z""#, "remove the fraction"),
  ]

  @Test("An ambiguous time is refused", arguments: refused.indices)
  func refuses(index: Int) throws {
    let (argument, message, hint) = Self.refused[index]
    let bench = Bench()
    let failure = bench.failure("tutrex", "lessons", "update", [(nil, 1), ("startTime", try Value.parse(argument))])
    #expect(failure?.kind == .usage)
    #expect(failure?.message == "`startTime` of tutrex.lessons.update \(message)")
    #expect(failure?.hint == hint)
    #expect(bench.server.requests.isEmpty)
  }

  private static let encodings: [TimeEncoding] = [.unix, .iso8601]

  @Test(
    "A time without a zone is in the configured zone",
    arguments: [
      ("2031-07-01 09:00", "1940655600", "2031-07-01T07:00:00Z"),
      ("2031-12-01T09:00:00", "1953878400", "2031-12-01T08:00:00Z"),
      ("2031-07-01", "1940623200", "2031-06-30T22:00:00Z"),
      ("2031-07-01T09:00:00Z", "1940662800", "2031-07-01T09:00:00Z"),
    ])
  func usesZone(text: String, seconds: String, iso: String) throws {
    let zone = try #require(Self.zone)
    let sent = try Self.encodings.map { try $0.convert(Value(text), in: zone) }
    #expect(sent[0].json() == seconds)
    #expect(sent[1].string == iso)
  }

  @Test("Wall times skipped by a clock change are refused")
  func refusesSkipped() throws {
    let fault = #expect(throws: Mistyped.self) { try TimeEncoding.unix.convert("2026-03-29 02:30", in: Self.zone) }
    #expect(fault?.message == "does not exist in Europe/Amsterdam, where clocks are put forward: `2026-03-29 02:30`")
  }

  @Test("Calls use the client's zone")
  func clientZone() throws {
    let bench = Bench(FakeServer(json: #"{"status":"success","body":{}}"#)) { _ in }
    var configuration = bench.client.configuration
    configuration.timezone = { Self.zone }
    let client = ProviderClient(configuration)
    let filter = try Filter(
      parsing: #"tutrex.lessons.update(1, startTime: "2031-07-01 09:00")"#,
      environment: CompileEnvironment(catalog: client.catalog))
    let context = EvaluationContext()
    context.caller = client.caller(cancellation: Cancellation())
    _ = try filter.outputs(.null, context: context)
    #expect(bench.last.hasSuffix(#" {"startTime":1940655600}"#))
  }

  @Test(
    "Numbers below the documented minimum are refused",
    arguments: [
      ("create", "duration", 0, "must be at least 1, not 0"), ("create", "duration", -5, "must be at least 1, not -5"),
      ("update", "duration", 0, "must be at least 1, not 0"), ("list", "limit", 0, "must be at least 1, not 0"),
      ("list", "offset", -1, "must be at least 0, not -1"),
    ])
  func refusesLow(method: String, name: String, value: Int, message: String) {
    let bench = Bench()
    let failure = bench.failure("tutrex", "lessons", method, [(name, Value(value))])
    #expect(failure?.message == "`\(name)` of tutrex.lessons.\(method) \(message)")
    #expect(bench.server.requests.isEmpty)
  }
}
