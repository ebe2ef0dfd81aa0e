import Glibc

/// A program that runs in its own terminal, which tests type into and inspect.
///
/// Not thread-safe. The program ends with the last reference.
public final class PseudoTerminal {
  /// How a program ended.
  public enum Ending: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
  }

  /// Why the program could not be started.
  public struct Failure: Error {
    public let step: String
    public let code: Int32
  }

  public let processID: Int32
  /// All of the program's output from its start.
  public private(set) var received: [UInt8] = []
  private var screen: ScreenEmulator
  private var master: Int32
  private var ending: Ending?

  /// Starts the program at the path. Its environment is exactly the given one, plus `TERM=xterm-256color` unless that sets
  /// another.
  public init(
    _ path: String, arguments: [String] = [], environment: [String: String] = [:], rows: Int = 24, columns: Int = 80
  ) throws {
    let pair = try Self.openPair()
    master = pair.master
    screen = ScreenEmulator(rows: rows, columns: columns)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    // What a sanitizer is told holds for the programs it is built into as well.
    let names: [String] = ["ASAN_OPTIONS", "TSAN_OPTIONS", "LD_PRELOAD"]
    var variables = ["TERM": "xterm-256color"]
    for name in names { variables[name] = getenv(name).map { String(cString: $0) } }
    let environment = variables.merging(environment) { $1 }
    do {
      processID = try Self.spawn([path] + arguments, environment.map { "\($0)=\($1)" }, terminal: pair.path)
    } catch {
      Glibc.close(master)
      throw error
    }
  }

  deinit {
    close()
    if master >= 0 { Glibc.close(master) }
  }

  /// Types the text; see `Keys` for special keys.
  public func send(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(master, $0.baseAddress, min($0.count, 1024)) }
      if count > 0 { bytes = bytes.dropFirst(count) } else if errno != EAGAIN { return }
      pump(milliseconds: count > 0 ? 0 : 10)
    }
  }

  /// Types the keys one after another.
  public func send(_ keys: Keys...) {
    send(keys.map(\.rawValue).joined())
  }

  /// Changes the size of the terminal and notifies the program.
  public func resize(rows: Int, columns: Int) {
    pump(milliseconds: 0)
    screen.resize(rows: rows, columns: columns)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Closes the window: the program loses its terminal.
  public func hangUp() {
    pump(milliseconds: 0)
    Glibc.close(master)
    master = -1
  }

  /// Ends the program if it is still running.
  public func close() {
    guard ending == nil, exitStatus(timeout: 0) == nil else { return }
    kill(processID, SIGKILL)
    _ = exitStatus(timeout: 10)
  }
}

// Inspection.
extension PseudoTerminal {
  /// The rows of the screen without trailing spaces or empty rows at the bottom.
  public var rows: [String] {
    pump(milliseconds: 0)
    return screen.text
  }

  /// The program's output so far as shown on the screen, with styles and cursor.
  public var snapshot: ScreenEmulator {
    pump(milliseconds: 0)
    return screen
  }

  /// Waits until the screen satisfies the condition. False on timeout.
  public func wait(timeout seconds: Double = 10, until isReached: (ScreenEmulator) throws -> Bool) rethrows -> Bool {
    let deadline = Self.now + seconds
    while try !isReached(screen) {
      guard Self.now < deadline else { return false }
      pump(milliseconds: 20)
    }
    return true
  }

  /// Waits until the rows satisfy the condition.
  public func wait(timeout seconds: Double = 10, forRows isReached: ([String]) -> Bool) -> Bool {
    wait(timeout: seconds) { isReached($0.text) }
  }

  /// Waits until some row contains the text.
  public func wait(for text: String, timeout seconds: Double = 10) -> Bool {
    wait(timeout: seconds) { $0.text.contains { $0.contains(text) } }
  }

  /// Waits until the program has ended; nil on timeout.
  public func exitStatus(timeout seconds: Double = 10) -> Ending? {
    let deadline = Self.now + seconds
    repeat {
      if let ending { return ending }
      var status: Int32 = 0
      if waitpid(processID, &status, WNOHANG) == processID {
        pump(milliseconds: 0)
        ending = status & 0x7F == 0 ? .exited((status >> 8) & 0xFF) : .signalled(status & 0x7F)
        return ending
      }
      pump(milliseconds: 10)
    } while Self.now < deadline
    return nil
  }

  /// True while the terminal echoes input and delivers whole lines, as it does for ordinary programs.
  public var isCooked: Bool {
    var modes = termios()
    return tcgetattr(master, &modes) == 0 && modes.c_lflag & tcflag_t(ICANON) != 0
      && modes.c_lflag & tcflag_t(ECHO) != 0 && modes.c_lflag & tcflag_t(ISIG) != 0
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private func pump(milliseconds: Int32) {
    var wait = milliseconds
    var bytes = [UInt8](repeating: 0, count: 65536)
    while true {
      var polled = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&polled, 1, wait) > 0 else { return }
      let count = read(master, &bytes, bytes.count)
      guard count > 0 else {
        // The program has closed its side: nothing more will come, so don't spin.
        if wait > 0 { usleep(useconds_t(wait) * 1000) }
        return
      }
      received += bytes[..<count]
      screen.feed(bytes[..<count])
      wait = 0
    }
  }
}

// Starting.
extension PseudoTerminal {
  private static func openPair() throws -> (master: Int32, path: String) {
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
    guard master >= 0 else { throw Failure(step: "open /dev/ptmx", code: errno) }
    var unlock: Int32 = 0
    var number: UInt32 = 0
    // TIOCSPTLCK and TIOCGPTN, which are not visible in Swift.
    guard ioctl(master, 0x4004_5431, &unlock) == 0, ioctl(master, 0x8004_5430, &number) == 0 else {
      throw Failure(step: "unlock the terminal", code: errno)
    }
    return (master, "/dev/pts/\(number)")
  }

  private static func spawn(_ arguments: [String], _ environment: [String], terminal: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Opened by the leader of a new session, the terminal becomes its controlling terminal.
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let newSession: Int32 = 0x80
    posix_spawnattr_setflags(&attributes, Int16(newSession | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let words = arguments.map { strdup($0) } + [nil]
    let variables = environment.map { strdup($0) } + [nil]
    defer { for text in words + variables { free(text) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, arguments[0], &actions, &attributes, words, variables)
    guard code == 0 else { throw Failure(step: "start \(arguments[0])", code: code) }
    return process
  }
}
