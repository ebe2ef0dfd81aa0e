import Glibc

/// Runs a program without a shell. Its input is passed through a stream and its arguments contain no secrets; standard
/// error is discarded, and the program is killed after a time limit.
struct ToolRun {
  enum Outcome: Equatable {
    case ended(status: Int32, output: [UInt8])
    case notStarted
    case tookTooLong
  }

  let path: String
  let arguments: [String]
  var input: [UInt8] = []
  let environment: ProgramEnvironment
  let seconds: Double

  func outcome() -> Outcome {
    // A socket for both directions, since writing to it without a reader can be kept from raising SIGPIPE.
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
      return .notStarted
    }
    defer { close(ends[0]) }
    let child = start(over: ends[1])
    close(ends[1])
    guard let child else { return .notStarted }
    _ = input.withUnsafeBytes { send(ends[0], $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    shutdown(ends[0], Int32(SHUT_WR))
    return wait(for: child, reading: ends[0])
  }

  private func start(over socket: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, socket, STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A child would inherit the signals that this program's threads block.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child = pid_t()
    let code = environment.withCEntries { posix_spawn(&child, path, &actions, &attributes, &words, $0) }
    return code == 0 ? child : nil
  }

  private func wait(for child: pid_t, reading socket: Int32) -> Outcome {
    var bytes: [UInt8] = []
    let isWhole = read(socket, into: &bytes)
    if !isWhole { kill(child, SIGKILL) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    guard isWhole else { return .tookTooLong }
    return .ended(status: status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f, output: bytes)
  }

  /// Reads the output; returns whether it ended in time.
  private func read(_ socket: Int32, into bytes: inout [UInt8]) -> Bool {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    var chunk = [UInt8](repeating: 0, count: 4096)
    while clock.now < end {
      var waiting = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 100) > 0 else { continue }
      let count = Glibc.read(socket, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return true }
      bytes += chunk[..<count]
    }
    return false
  }
}
