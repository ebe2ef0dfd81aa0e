import Foundation
import Glibc
import Synchronization
import Testing

/// `--rate`, and a 429 with a time: all processes together, as the server sees them.
@Suite(.serialized)
struct SharedRateTests {
  private static let rate = 40.0

  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private static func script(_ count: Int) -> String {
    "for n in range(\(count)) parallel 16 { tutrex.lessons.list | empty }"
  }

  @Test("Five processes with sixteen parallel rows each keep one rate and use 95 % of it")
  func shareARate() throws {
    let (arrivals, server) = try Self.server()
    let runs = Array(repeating: ["--rate", "tutrex=40/s", "-c", Self.script(80)], count: 5)
    let results = try edushAtOnce(runs, in: folder.url, environment: server.variables, seconds: 100)
    #expect(results.allSatisfy { $0.status == 0 && $0.error.isEmpty }, "\(results.map(\.error))")
    let times = arrivals.times
    #expect(times.count == 400)
    let used = Double(times.count - 1) / ((times.last ?? 0) - times[0]) / Self.rate
    #expect(used >= 0.95, "\(used)")
    // Nothing is saved at the start, but late requests, such as the first one, coincide with others.
    let excess = times.enumerated().map { Double($0) - Self.rate * ($1 - times[0]) }.max() ?? 0
    #expect(excess <= Self.rate, "\(excess)")
    let busiest = times.indices.map { start in times[start...].prefix { $0 < times[start] + 1 }.count }.max() ?? 0
    #expect(Double(busiest) <= Self.rate * 2)
    print(
      "the rate was used to \((used * 1000).rounded() / 10) %; most in any second: \(busiest); excess: \(excess)")
  }

  @Test("Killing processes that wait and send holds up no others")
  func surviveKills() throws {
    let (arrivals, server) = try Self.server()
    let victims = try (0..<3).map { _ in
      try WatchedProcess(
        ["--rate", "tutrex=20/s", "-c", Self.script(1000)], in: folder.url, environment: server.variables)
    }
    for (number, victim) in victims.enumerated() {
      #expect(victim.wait { _ in arrivals.times.count >= 20 * (number + 1) })
      _ = victim.end(by: SIGKILL)
    }
    let before = arrivals.times.count
    let start = Arrivals.now
    let result = try edush(
      ["--rate", "tutrex=20/s", "-c", Self.script(40)], in: folder.url, environment: server.variables)
    #expect(result.status == 0, "\(result.error)")
    let times = arrivals.times
    #expect(times.count >= before + 40)
    // Two seconds at that rate, and the second that the others had taken; all that they meant to send would take minutes.
    #expect((times.last ?? 0) - start < 30)
  }

  @Test(
    "A 429 with a time holds back all threads of all processes, with or without a rate",
    arguments: TimeForm.allCases, [["--rate", "tutrex=40/s"], []])
  func holdBack(form: TimeForm, options: [String]) throws {
    let refusal = Refusal(form)
    let (arrivals, server) = try Self.server { refusal.header(after: $0) }
    let runs = Array(repeating: options + ["-c", Self.script(20)], count: 3)
    let results = try edushAtOnce(runs, in: folder.url, environment: server.variables, seconds: 100)
    #expect(results.allSatisfy { $0.status == 0 }, "\(results.map(\.error))")
    let times = arrivals.times
    #expect(times.count == 61)
    let (refused, end) = refusal.span
    #expect(end > refused + 3)
    // Requests already on their way still arrive.
    let early = times.filter { $0 > refused + 1.5 && $0 < end - 0.01 }
    #expect(early.isEmpty, "\(early.map { $0 - refused }), of \(end - refused)")
  }

  @Test("A time longer than --wait ends the call with 4")
  func doNotWait() throws {
    let (_, server) = try Self.server { _ in "30" }
    let result = try edush(
      ["--wait", "2s", "-c", "tutrex.lessons.list"], in: folder.url, environment: server.variables, seconds: 20)
    #expect(result.status == 4, "\(result.error)")
    #expect(result.error.contains("the rate limit of tutrex is used up until"), "\(result.error)")
    #expect(result.error.contains("--wait"))
  }

  @Test("--timeout limits the whole call")
  func giveUp() throws {
    let sandbox = try SandboxProcess(arguments: ["--fault", "tutrex:hang"])
    let start = Arrivals.now
    let result = try edush(
      ["--timeout", "1", "-c", "tutrex.lessons.list"], in: folder.url, environment: sandbox.variables)
    #expect(result.status == 5, "\(result.error)")
    #expect(result.error.contains("no response within 1 s"), "\(result.error)")
    #expect(Arrivals.now - start < 20)
  }

  @Test("A profile's rate applies, and the command line's takes precedence")
  func readSettings() throws {
    let (_, server) = try Self.server()
    let configuration = folder.url.appending(path: ".edush")
    try FileManager.default.createDirectory(at: configuration, withIntermediateDirectories: true)
    try #"{"profiles": {"tutrex": {"rate": "1/h"}}}"#.write(
      to: configuration.appending(path: "config.json"), atomically: true, encoding: .utf8)
    let script = "for n in range(3) { tutrex.lessons.list | empty }"
    let slow = try edush(["--no-wait", "-c", script], in: folder.url, environment: server.variables)
    #expect(slow.status == 4 && slow.error.contains("used up until"), "\(slow.error)")
    #expect(server.requests == 1)
    let fast = try edush(
      ["--rate", "tutrex=50/s", "-c", script], in: folder.url, environment: server.variables)
    #expect(fast.status == 0, "\(fast.error)")
  }

  /// - Parameter retryAfter: the `Retry-After` of a 429 for the request of that number; nil answers 200.
  private static func server(
    refusing retryAfter: @escaping @Sendable (Int) -> String? = { _ in nil }
  ) throws -> (Arrivals, LocalServer) {
    let arrivals = Arrivals()
    let server = try LocalServer { _ in
      let number = arrivals.add()
      let refusal = retryAfter(number)
      let body = #"{"status": "success", "body": []}"#
      return Array(
        """
        HTTP/1.1 \(refusal == nil ? "200 OK" : "429 Too Many Requests")\r\n\
        \(refusal.map { "Retry-After: \($0)\r\n" } ?? "")Content-Type: application/json\r\n\
        Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)
        """.utf8)
    }
    return (arrivals, server)
  }
}

/// The times at which requests arrived, in Unix seconds.
private final class Arrivals: Sendable {
  private let state = Mutex<[Double]>([])

  static var now: Double { Date().timeIntervalSince1970 }

  var times: [Double] { state.withLock { $0 } }

  /// The number of the request, from 1.
  func add() -> Int {
    state.withLock { times in
      times.append(Self.now)
      return times.count
    }
  }
}

/// The forms of `Retry-After`.
enum TimeForm: String, CaseIterable, Sendable {
  case seconds
  case fixed = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
  case rfc850 = "EEEE, dd-MMM-yy HH:mm:ss 'GMT'"
  case asctime = "EEE MMM d HH:mm:ss yyyy"

  func text(of time: Double, now: Double) -> String {
    guard self != .seconds else { return String(Int((time - now).rounded(.up))) }
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "GMT")
    formatter.dateFormat = rawValue
    return formatter.string(from: Date(timeIntervalSince1970: time))
  }
}

/// A server that refuses the third request for some seconds.
private final class Refusal: Sendable {
  private let form: TimeForm
  private let state = Mutex((refused: 0.0, end: 0.0))

  init(_ form: TimeForm) {
    self.form = form
  }

  /// The start and the end of the refusal.
  var span: (Double, Double) { state.withLock { ($0.refused, $0.end) } }

  func header(after number: Int) -> String? {
    guard number == 3 else { return nil }
    let now = Arrivals.now
    let end = (now + 4).rounded(.up)
    state.withLock { $0 = (now, end) }
    return form.text(of: end, now: now)
  }
}
