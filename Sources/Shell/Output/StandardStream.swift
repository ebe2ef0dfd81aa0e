import Glibc
import Synchronization
import Terminal

/// Standard output or standard error. Writes are complete and synchronised between threads.
public struct StandardStream: Sendable {
  /// The file descriptor.
  let descriptor: Int32

  /// Standard output.
  public static let output = StandardStream(descriptor: STDOUT_FILENO)
  /// Standard error.
  public static let error = StandardStream(descriptor: STDERR_FILENO)

  /// Whether the stream is a terminal.
  public var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Writes all bytes. If the reader has gone away (`edush … | head`), the process ends as with SIGPIPE. Any other
  /// error on standard output is reported and ends the process with status 1; on standard error it is ignored.
  public func write(_ bytes: some Collection<UInt8>) {
    let done: Void? = bytes.withContiguousStorageIfAvailable { write($0) }
    if done == nil { Array(bytes).withUnsafeBufferPointer { write($0) } }
  }

  /// Writes a text.
  public func write(_ text: String) {
    var text = text
    text.withUTF8 { write($0) }
  }

  private func write(_ bytes: UnsafeBufferPointer<UInt8>) {
    Self.screen.withLock { screen in
      // Output to a file or pipe does not affect the status line.
      if descriptor == STDOUT_FILENO ? Self.hasTerminalOutput : Self.hasTerminalError {
        if screen.showsStatus { Self.error.send(screen.erasure()) }
        screen.showsStatus = false
        if let last = bytes.last { screen.isWithinLine = last != 0x0A }
      }
      send(bytes)
    }
  }

  private func send(_ text: String) {
    var text = text
    text.withUTF8 { send($0) }
  }

  private func send(_ bytes: UnsafeBufferPointer<UInt8>) {
    var rest = UnsafeRawBufferPointer(bytes)[...]
    while !rest.isEmpty {
      let slice = UnsafeRawBufferPointer(rebasing: rest)
      let written = Glibc.write(descriptor, slice.baseAddress, slice.count)
      if written >= 0 {
        rest = rest.dropFirst(written)
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, 1000)
      } else if errno == EPIPE {
        _exit(128 + SIGPIPE)
      } else if errno != EINTR {
        return giveUp(errno)
      }
    }
  }

  private func giveUp(_ code: Int32) {
    // If the terminal has gone away, SIGHUP ends the process.
    guard descriptor == STDOUT_FILENO, Interruption.endingSignal != SIGHUP else { return }
    Self.error.send("error: the output could not be written: \(FileError.reason(code))\n")
    _exit(1)
  }
}

// MARK: The status line

extension StandardStream {
  /// The state of the terminal, shared by both streams.
  private struct Screen {
    /// Whether the status line is shown; any output erases it first.
    var showsStatus = false
    /// Whether the last output did not end its line.
    var isWithinLine = false
    /// The number of bytes of complete lines that are typed ahead.
    var typedAhead = 0

    /// The sequence that erases the status line. If Enter was pressed in the meantime, it is one row higher.
    mutating func erasure() -> String {
      let before = typedAhead
      typedAhead = StandardStream.bytesTypedAhead
      return (typedAhead > before ? "\u{1B}[A" : "") + StandardStream.erasure
    }
  }

  private static var bytesTypedAhead: Int {
    var count: Int32 = 0
    return hasTerminalInput && ioctl(STDIN_FILENO, UInt(FIONREAD), &count) == 0 ? Int(count) : 0
  }

  private static let screen = Mutex(Screen())
  private static let hasTerminalInput = isatty(STDIN_FILENO) == 1
  private static let hasTerminalOutput = output.isTerminal
  private static let hasTerminalError = error.isTerminal
  /// The cursor is at the beginning of the status line, so this erases all of it, even if the terminal has become
  /// narrower and wrapped it.
  private static let erasure = "\r\u{1B}[J"

  /// Shows a status line in place of the previous one, if the terminal is free. Does nothing while another thread is
  /// writing.
  static func show(status text: String, if isFree: () -> Bool) {
    screen.withLockIfAvailable { screen in
      // It would erase an incomplete line of output.
      guard !screen.isWithinLine, isFree() else { return }
      // Input typed before the status line was shown did not move it.
      if !screen.showsStatus { screen.typedAhead = bytesTypedAhead }
      error.send(screen.erasure() + text + "\r")
      screen.showsStatus = true
    }
  }

  static func eraseStatus() { clearingStatus {} }

  /// Erases the status line, and writes to the terminal by other means.
  static func clearingStatus(_ write: () -> Void) {
    screen.withLock { screen in
      if screen.showsStatus { error.send(screen.erasure()) }
      screen.showsStatus = false
      write()
    }
  }

  /// Notes that the cursor is at the beginning of a line because the user pressed Enter.
  static func noteLineStart() { screen.withLock { $0.isWithinLine = false } }

  /// Removes the `^C` that the terminal has echoed.
  static func takeBackEcho() {
    guard hasTerminalError else { return }
    screen.withLock { screen in
      error.send(screen.isWithinLine ? "\n" : erasure)
      (screen.showsStatus, screen.isWithinLine) = (false, false)
    }
  }
}

extension StandardStream {
  /// Reopens closed standard streams, so that no other file gets their descriptors.
  public static func holdPlaces() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 && errno == EBADF {
      // Opened in the wrong direction, so that it remains unusable. The lowest free descriptor is this one.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
