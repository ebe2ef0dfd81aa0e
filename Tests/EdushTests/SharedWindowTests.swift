import Foundation
import Glibc
import Synchronization
import Testing

/// A window that processes wait for, short enough for a test: the server counts as a provider does.
@Suite(.serialized)
struct SharedWindowTests {
  private static let count = 40
  private static let seconds = 4.0

  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let manifests = folder.url.appending(path: ".edush/providers")
    try FileManager.default.createDirectory(at: manifests, withIntermediateDirectories: true)
    try "{rate: {requests: \(Self.count), seconds: \(Int(Self.seconds))}}".write(
      to: manifests.appending(path: "tutrex.jq"), atomically: true, encoding: .utf8)
  }

  private static func script(_ count: Int) -> String {
    "for n in range(\(count)) { tutrex.lessons.list | empty }"
  }

  @Test("Five waiting processes share a window: none is refused, and the window is used to 95 %")
  func waitForEachOther() throws {
    let (limit, server) = try Self.server()
    let runs = Array(repeating: ["-c", Self.script(32)], count: 5)
    let results = try edushAtOnce(runs, in: folder.url, environment: server.variables, seconds: 100)
    #expect(results.allSatisfy { $0.status == 0 }, "\(results.map(\.error))")
    #expect(results.contains { $0.error.contains("tutrex.lessons.list waits until") })
    #expect(limit.refused == 0)
    #expect(limit.times.count == 160)
    // A slot is free again that many seconds after it was taken; the time until it is taken again is lost.
    let times = limit.times
    let reuses = zip(times.dropFirst(Self.count), times).map { $0 - $1 }
    let mean = reuses.reduce(0, +) / Double(reuses.count)
    #expect(Self.seconds / mean >= 0.95, "\(Self.seconds / mean)")
    print("the window was used to \((Self.seconds / mean * 1000).rounded() / 10) %")
  }

  @Test("Killing processes that wait and send affects no others")
  func surviveKills() throws {
    let (limit, server) = try Self.server()
    let victims = try (0..<4).map { _ in
      try WatchedProcess(["-c", Self.script(1000)], in: folder.url, environment: server.variables)
    }
    for (number, victim) in victims.enumerated() {
      #expect(victim.wait { _ in limit.times.count >= 10 * (number + 1) })
      _ = victim.end(by: SIGKILL)
    }
    let runs = Array(repeating: ["-c", Self.script(15)], count: 4)
    let results = try edushAtOnce(runs, in: folder.url, environment: server.variables, seconds: 100)
    #expect(results.allSatisfy { $0.status == 0 }, "\(results.map(\.error))")
    // The server counts a killed process's last request later than the window does.
    #expect(limit.refused <= victims.count)
  }

  private static func server() throws -> (CountingLimit, LocalServer) {
    let limit = CountingLimit(count: count, seconds: seconds)
    let server = try LocalServer { _ in
      let body = #"{"status": "success", "body": []}"#
      let head = limit.admit() ? "200 OK" : "429 Too Many Requests"
      return Array(
        """
        HTTP/1.1 \(head)\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\
        Connection: close\r\n\r\n\(body)
        """.utf8)
    }
    return (limit, server)
  }
}

/// At most `count` requests in any span of `seconds`.
private final class CountingLimit: Sendable {
  private let count: Int
  private let seconds: Double
  private let state = Mutex((times: [Double](), refused: 0))

  init(count: Int, seconds: Double) {
    self.count = count
    self.seconds = seconds
  }

  /// The times at which requests were admitted, in seconds of a monotonic clock.
  var times: [Double] { state.withLock { $0.times } }
  var refused: Int { state.withLock { $0.refused } }

  func admit() -> Bool {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let now = Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    return state.withLock { state in
      guard state.times.suffix(count).count(where: { $0 > now - seconds }) < count else {
        state.refused += 1
        return false
      }
      state.times.append(now)
      return true
    }
  }
}
