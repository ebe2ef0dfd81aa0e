import Glibc
import Terminal

/// A command line chosen by the user (pager, editor, `credential_command`), run by `sh` on the same terminal.
struct ShellCommand {
  let line: String
  let environment: ProgramEnvironment
  /// Prepares the terminal for the command.
  private let prepare: () -> Void

  init(_ line: String, _ environment: ProgramEnvironment, prepare: @escaping () -> Void = {}) {
    self.line = line
    self.environment = environment
    self.prepare = prepare
  }

  /// Runs the command and waits for it; meanwhile Ctrl-C applies only to the command. Returns its status, or nil if it
  /// could not be started.
  func run() -> Int32? {
    LentTerminal.lend {
      prepare()
      return start().map { Self.exitCode(LentTerminal.wait(for: $0)) }
    }
  }

  /// Runs the command with a text as its input.
  func run(input: String) -> Int32? {
    let previous = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, previous) }
    return LentTerminal.lend {
      prepare()
      guard let ends = Self.pipe() else { return nil }
      let child = start(replacing: STDIN_FILENO, with: ends.read)
      close(ends.read)
      if child != nil { Self.write(Array(input.utf8), to: ends.write) }
      close(ends.write)
      return child.map { Self.exitCode(LentTerminal.wait(for: $0)) }
    }
  }

  /// Runs the command and reads its output; nil if it could not be started.
  func output() -> (status: Int32, bytes: [UInt8])? {
    guard let ends = Self.pipe() else { return nil }
    defer { close(ends.read) }
    let child = start(replacing: STDOUT_FILENO, with: ends.write)
    close(ends.write)
    guard let child else { return nil }
    let bytes = Self.read(ends.read)
    return (Self.status(of: child), bytes)
  }

  private func start(replacing stream: Int32? = nil, with descriptor: Int32 = -1) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let stream { posix_spawn_file_actions_adddup2(&actions, descriptor, stream) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Reset the signals that this thread blocks or ignores.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for number in [SIGINT, SIGQUIT, SIGPIPE] { sigaddset(&signals, number) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var words: [UnsafeMutablePointer<CChar>?] = [strdup("sh"), strdup("-c"), strdup(line), nil]
    defer { for word in words { free(word) } }
    var child = pid_t()
    let code = environment.withCEntries { posix_spawn(&child, "/bin/sh", &actions, &attributes, &words, $0) }
    return code == 0 ? child : nil
  }

  private static func status(of child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return exitCode(status)
  }

  /// The exit code, or 128 plus the signal that ended the command.
  private static func exitCode(_ status: Int32) -> Int32 {
    status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
  }

  private static func pipe() -> (read: Int32, write: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// Writes until the command stops reading or this process should end.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    var rest = bytes[...]
    while !rest.isEmpty, Interruption.endingSignal == nil {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, 250)
      } else if errno != EINTR {
        return
      }
    }
  }

  private static func read(_ descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }
}
