import Foundation
import Glibc
import Hashing

/// `edush webhook listen` as a separate process on a free port, ended with this object.
final class WebhookListening {
  static let secret = "hook-secret-of-the-tests"

  private let process = Process()
  private let files: [URL]
  private(set) var port = 0

  /// - Parameter words: the arguments after `listen`, besides the port.
  init(
    _ words: [String] = [], in folder: TemporaryFolder,
    environment: [String: String] = ["EDUSH_CODEMENTOR_WEBHOOK_SECRET": secret]
  ) throws {
    let name = UUID().uuidString
    files = try ["out", "err"].map { kind in
      let file = folder.url.appending(path: "\(name).\(kind)")
      try Data().write(to: file)
      return file
    }
    process.executableURL = URL(filePath: BuiltProgram.edush)
    process.arguments = ["webhook", "listen", "--port", "0"] + words
    process.currentDirectoryURL = folder.url
    process.environment = [
      "HOME": folder.url.path(), "EDUSH_HOME": folder.url.appending(path: ".edush").path(), "LANG": "C.UTF-8",
    ]
    .merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try Self.hearingInterrupts { try process.run() }
    _ = wait { Self.port(in: $0.errors) != nil || !process.isRunning }
    port = Self.port(in: errors) ?? 0
  }

  deinit {
    guard process.isRunning else { return }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// The lines of standard output so far.
  var lines: [String] { text(0).split(separator: "\n").map(String.init) }

  /// Standard error so far.
  var errors: String { text(1) }

  /// Whether a condition holds within ten seconds.
  func wait(until condition: (WebhookListening) -> Bool) -> Bool {
    for _ in 1...500 {
      if condition(self) { return true }
      usleep(20_000)
    }
    return condition(self)
  }

  /// Sends Ctrl-C and returns the exit status; nil if it does not end.
  func interrupt() -> Int32? {
    kill(process.processIdentifier, SIGINT)
    return status
  }

  /// The exit status; nil if it does not end within ten seconds.
  var status: Int32? { wait { _ in !process.isRunning } ? process.terminationStatus : nil }

  /// Posts a body with the right signature unless another one is given; returns the response's status.
  @discardableResult
  func post(_ body: String, signature: String? = nil) -> Int {
    post(Array(body.utf8), headers: ["X-Cm-Signature": signature ?? Self.signature(of: body)])
  }

  @discardableResult
  func post(_ body: [UInt8], headers: [String: String]) -> Int {
    let lines = headers.map { "\($0.key): \($0.value)\r\n" }.joined()
    let head =
      "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: \(body.count)\r\nConnection: close\r\n\(lines)\r\n"
    return send(Array(head.utf8) + body)
  }

  /// Sends these bytes; returns the response's status, 0 if there is none.
  func send(_ bytes: [UInt8]) -> Int {
    let answer = (try? LocalSocket.answer(to: bytes, port: port)) ?? ""
    return answer.prefixMatch(of: /HTTP\/1\.[01] (\d+)/).flatMap { Int($0.1) } ?? 0
  }

  static func signature(of body: String, secret: String = secret) -> String {
    Hexadecimal.text(HashFunction.sha256.authenticationCode(for: Array(body.utf8), key: Array(secret.utf8)))
  }

  /// Runs a closure that starts a process, which inherits the signal mask of its thread: the threads of tests block all
  /// signals.
  private static func hearingInterrupts(_ body: () throws -> Void) rethrows {
    var (interrupt, before) = (sigset_t(), sigset_t())
    sigemptyset(&interrupt)
    sigaddset(&interrupt, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &interrupt, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }

  private func text(_ index: Int) -> String { (try? String(contentsOf: files[index], encoding: .utf8)) ?? "" }

  private static func port(in text: String) -> Int? {
    text.firstMatch(of: /listening on http:\/\/127\.0\.0\.1:(\d+)/).flatMap { Int($0.1) }
  }
}
