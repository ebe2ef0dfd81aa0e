import Glibc
import Synchronization
import Terminal

/// Standard output or standard error: whole writes, one thread at a time.
public struct StandardStream: Sendable {
  /// The file descriptor.
  let descriptor: Int32

  public static let output = StandardStream(descriptor: STDOUT_FILENO)
  public static let error = StandardStream(descriptor: STDERR_FILENO)

  public var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Writes all bytes. A reader that went away ends the program as the signal would (`edush … | head`). What else keeps
  /// standard output from being written is said, and ends the program with 1; on standard error there is nobody to tell.
  public func write(_ bytes: some Collection<UInt8>) {
    let done: Void? = bytes.withContiguousStorageIfAvailable { write($0) }
    if done == nil { Array(bytes).withUnsafeBufferPointer { write($0) } }
  }

  public func write(_ text: String) {
    var text = text
    text.withUTF8 { write($0) }
  }

  private func write(_ bytes: UnsafeBufferPointer<UInt8>) {
    Self.screen.withLock { screen in
      // What goes to a file or a pipe leaves it where it is.
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
    // A terminal that has gone ends the process in its own way.
    guard descriptor == STDOUT_FILENO, Interruption.endingSignal != SIGHUP else { return }
    Self.error.send("error: the output could not be written: \(FileError.reason(code))\n")
    _exit(1)
  }
}

// MARK: A line that stands at the bottom of the terminal for a while

extension StandardStream {
  /// The terminal, one for both streams.
  private struct Screen {
    /// Whether the line is there; whatever is written takes it away first.
    var showsStatus = false
    /// Whether the last thing that was written did not end its line.
    var isWithinLine = false
    /// How many bytes of whole lines are typed ahead.
    var typedAhead = 0

    /// What erases the line; where Enter was typed meanwhile, it is one row further up.
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
  /// The cursor stays at the line's beginning, so this erases all of it even after the terminal became narrower and wrapped
  /// it.
  private static let erasure = "\r\u{1B}[J"

  /// Shows a line that is no output, in place of the one before, if the terminal is free for it; not while something else
  /// is written.
  static func show(status text: String, if isFree: () -> Bool) {
    screen.withLockIfAvailable { screen in
      // Within a line of output it would erase that.
      guard !screen.isWithinLine, isFree() else { return }
      // What was typed before the line was there did not move it.
      if !screen.showsStatus { screen.typedAhead = bytesTypedAhead }
      error.send(screen.erasure() + text + "\r")
      screen.showsStatus = true
    }
  }

  static func eraseStatus() { clearingStatus {} }

  /// Writes to the terminal by other means, without a status line in the way.
  static func clearingStatus(_ write: () -> Void) {
    screen.withLock { screen in
      if screen.showsStatus { error.send(screen.erasure()) }
      screen.showsStatus = false
      write()
    }
  }

  /// Notes that the cursor is at the beginning of a line, since the user ended the one before.
  static func noteLineStart() { screen.withLock { $0.isWithinLine = false } }

  /// Takes away the `^C` that a terminal showed, so that nothing follows it on its line.
  static func takeBackEcho() {
    guard hasTerminalError else { return }
    screen.withLock { screen in
      error.send(screen.isWithinLine ? "\n" : erasure)
      (screen.showsStatus, screen.isWithinLine) = (false, false)
    }
  }
}

extension StandardStream {
  /// Takes the places of standard streams that are closed, so that no file that is opened later gets them.
  public static func holdPlaces() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 && errno == EBADF {
      // Opened the other way around: it stays as unusable as the closed one. The lowest free place is this one.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
