import Foundation
import Glibc

/// A process that receives signals and whose end is timed; killed with this object.
final class WatchedProcess {
  let identifier: pid_t
  private let files: [URL]
  private var status: Int32?

  /// - Parameter path: the program; `edush` by default.
  init(
    _ arguments: [String], program path: String = BuiltProgram.edush, in folder: URL, environment: [String: String]
  ) throws {
    let name = UUID().uuidString
    files = ["out", "err"].map { folder.appending(path: "\(name).\($0)") }
    let variables = [
      "PATH": "/usr/bin:/bin", "HOME": folder.path(), "LANG": "C.UTF-8",
      "EDUSH_HOME": folder.appending(path: ".edush").path(),
    ].merging(environment) { $1 }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    for (number, file) in zip([Int32(1), 2], files) {
      posix_spawn_file_actions_addopen(&actions, number, file.path(), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    }
    // Tests run on threads that block all signals.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    // The shell becomes the program, in that folder.
    let words = (["env", "-C", folder.path(), path] + arguments).map { strdup($0) } + [nil]
    let entries = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + entries { free(text) } }
    var process: pid_t = 0
    guard posix_spawn(&process, "/usr/bin/env", &actions, &attributes, words, entries) == 0 else {
      throw LocalSocket.Failure()
    }
    identifier = process
  }

  deinit {
    if status == nil { _ = end(by: SIGKILL) }
  }

  var output: String { text(0) }
  var errors: String { text(1) }

  /// Whether a condition holds within ten seconds, while the process runs.
  func wait(until condition: (WatchedProcess) throws -> Bool) rethrows -> Bool {
    for _ in 1...2000 {
      if try condition(self) { return true }
      guard !hasEnded else { return try condition(self) }
      usleep(5000)
    }
    return false
  }

  /// Sends a signal and waits for the end: the status as returned by `waitpid`, and the seconds it took.
  func end(by signal: Int32) -> (status: Int32, seconds: Double) {
    if let status { return (status, 0) }
    let start = ContinuousClock.now
    kill(identifier, signal)
    let watchdog = Watchdog(identifier)
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    let duration = ContinuousClock.now - start
    watchdog.rest()
    self.status = status
    return (status, Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18)
  }

  /// Its exit code; nil if a signal ended it.
  static func exitCode(_ status: Int32) -> Int32? { status & 0x7f == 0 ? status >> 8 & 0xff : nil }

  private var hasEnded: Bool {
    if status != nil { return true }
    var status: Int32 = 0
    guard waitpid(identifier, &status, WNOHANG) == identifier else { return false }
    self.status = status
    return true
  }

  private func text(_ index: Int) -> String { (try? String(contentsOf: files[index], encoding: .utf8)) ?? "" }
}

/// Kills a process that does not end within twenty seconds.
private final class Watchdog: Sendable {
  private let rested = DispatchSemaphore(value: 0)

  init(_ identifier: pid_t) {
    let rested = rested
    Thread.detachNewThread {
      if rested.wait(timeout: .now() + 20) == .timedOut { kill(identifier, SIGKILL) }
    }
  }

  func rest() { rested.signal() }
}
