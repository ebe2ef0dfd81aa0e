import Foundation
import Glibc
import PseudoTerminal
import Testing

/// Ctrl-C within 50 milliseconds, whatever edush is waiting for: the best of several tries, since other work sometimes
/// occupies the processor.
@Suite(.serialized)
struct InterruptTests {
  /// The things edush waits for.
  enum Waiting: String, CaseIterable, Sendable {
    case answer, connection, backoff, rateWindow, name
  }

  private static let limit = 0.05
  private static let tries = 8

  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("SIGINT ends a script at once, with 130", arguments: Waiting.allCases)
  func endsScripts(waiting: Waiting) throws {
    let place = try WaitingPlace(waiting, in: folder.url)
    var best = Double.infinity
    for number in 1...Self.tries where best > Self.limit {
      place.forget()
      let process = try WatchedProcess(
        ["-c", "coderpad.quota.get"], in: folder.url, environment: place.environment)
      #expect(
        try process.wait { try place.isReached(by: $0.identifier, said: $0.errors, run: number) }, "\(process.errors)")
      let (status, seconds) = process.end(by: SIGINT)
      #expect(WatchedProcess.exitCode(status) == 130, "\(process.errors)")
      #expect(process.errors.contains("coderpad.quota.get was interrupted"), "\(process.errors)")
      best = min(best, seconds)
    }
    #expect(best <= Self.limit, "\(waiting.rawValue): \(best) s")
    print("\(waiting.rawValue), script: \((best * 1000).rounded()) ms")
  }

  @Test("Ctrl-C returns to the prompt at once", arguments: Waiting.allCases)
  func givesThePromptBack(waiting: Waiting) throws {
    let place = try WaitingPlace(waiting, in: folder.url)
    let variables = place.environment.merging([
      "HOME": folder.url.path(), "EDUSH_HOME": folder.url.appending(path: ".edush").path(), "LANG": "C.UTF-8",
      "PATH": "/usr/bin:/bin",
    ]) { $1 }
    let terminal = try PseudoTerminal(BuiltProgram.edush, environment: variables)
    #expect(isReady(terminal), "\(terminal.rows)")
    var best = Double.infinity
    for number in 1...Self.tries where best > Self.limit {
      place.forget()
      terminal.send("coderpad.quota.get", .enter)
      #expect(
        terminal.wait(timeout: 10) { screen in
          let said = screen.text.joined(separator: "\n")
          return (try? place.isReached(by: terminal.processID, said: said, call: number)) ?? false
        }, "\(terminal.rows)")
      let start = ContinuousClock.now
      terminal.send(.control("c"))
      let isBack = isReady(terminal)
      let duration = ContinuousClock.now - start
      #expect(isBack, "\(terminal.rows)")
      best = min(
        best, Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18)
      terminal.send(.control("l"))
      #expect(terminal.wait { $0.text.count { !$0.isEmpty } == 1 }, "\(terminal.rows)")
    }
    #expect(best <= Self.limit, "\(waiting.rawValue): \(best) s")
    print("\(waiting.rawValue), prompt: \((best * 1000).rounded()) ms")
    terminal.send(.control("d"))
    #expect(terminal.exitStatus() == .exited(0))
  }

  private func isReady(_ terminal: PseudoTerminal) -> Bool {
    terminal.wait { (rows: [String]) in rows.last { !$0.isEmpty } == "edush>" }
  }
}

/// A long operation, and how to detect that a process is waiting for it.
private final class WaitingPlace {
  let environment: [String: String]
  private let waiting: InterruptTests.Waiting
  private let server: LocalServer?
  private let sandbox: SandboxProcess?
  private let listener: FullQueue?
  private let marker: URL
  private let limits: URL

  init(_ waiting: InterruptTests.Waiting, in folder: URL) throws {
    self.waiting = waiting
    marker = folder.appending(path: "asked")
    limits = folder.appending(path: ".edush/limits")
    var address = ""
    var more: [String: String] = [:]
    (server, sandbox, listener) = (
      waiting == .backoff || waiting == .rateWindow ? try Self.server(waiting) : nil,
      waiting == .answer ? try SandboxProcess(arguments: ["--fault", "coderpad:hang"]) : nil,
      waiting == .connection ? try FullQueue() : nil
    )
    switch waiting {
    case .answer: address = sandbox?.variables["EDUSH_CODERPAD_URL"] ?? ""
    case .connection: address = "http://127.0.0.1:\(listener?.port ?? 0)"
    case .backoff, .rateWindow: address = "http://127.0.0.1:\(server?.port ?? 0)"
    case .name:
      address = "https://slow.invalid"
      more = ["LD_PRELOAD": try SlowNames.library(in: folder), "SLOW_NAMES": marker.path()]
    }
    if waiting == .rateWindow {
      let manifests = folder.appending(path: ".edush/providers")
      try FileManager.default.createDirectory(at: manifests, withIntermediateDirectories: true)
      try "{rate: {requests: 1, seconds: 600}}".write(
        to: manifests.appending(path: "coderpad.jq"), atomically: true, encoding: .utf8)
    }
    environment = more.merging(["EDUSH_CODERPAD_URL": address, "EDUSH_CODERPAD_API_KEY": "secret-key"]) { $1 }
    guard waiting == .rateWindow else { return }
    // The one request that the window allows.
    let first = try edush(["-c", "coderpad.quota.get | empty"], in: folder, environment: environment)
    try #require(first.status == 0, "\(first.error)")
  }

  /// Forgets that the server requested a pause, so that the next request reaches it again.
  func forget() {
    if waiting == .backoff { try? FileManager.default.removeItem(at: limits) }
  }

  /// - Parameters:
  ///   - run: the number of the process, from 1.
  ///   - call: the number of the call in that process.
  func isReached(by process: pid_t, said text: String, run: Int = 1, call: Int = 1) throws -> Bool {
    let number = max(run, call)
    return switch waiting {
    case .answer: try sandbox?.requests().count ?? 0 >= number
    case .connection: listener?.isWaitedFor ?? false
    case .backoff: server?.requests ?? 0 >= number
    case .rateWindow:
      text.contains("coderpad.quota.get waits until") || text.contains("coderpad.quota.get · rate limit until")
    case .name:
      // Written by the process that looked up a name.
      FileManager.default.contents(atPath: marker.path()).map { String(decoding: $0, as: UTF8.self) }
        == "\(process) \(call)"
    }
  }

  private static func server(_ waiting: InterruptTests.Waiting) throws -> LocalServer {
    let head = waiting == .backoff ? "503 Later\r\nRetry-After: 30" : "200 OK\r\nContent-Type: application/json"
    let body = #"{"status": "OK"}"#
    return try LocalServer(
      answering: Array(
        "HTTP/1.1 \(head)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)".utf8))
  }
}
