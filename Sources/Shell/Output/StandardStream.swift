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
    Self.status.withLock { isShown in
      // What goes to a file or a pipe leaves it where it is.
      if isShown, isTerminal {
        Self.error.send(Self.erasure)
        isShown = false
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
  /// Whether there is one: the terminal is one for both streams, and whatever is written takes the line away first.
  private static let status = Mutex(false)
  private static let erasure = "\r\u{1B}[K"

  /// Shows a line that is no output, in place of the one before; not while something else is written.
  static func show(status text: String) {
    status.withLockIfAvailable { isShown in
      error.send(erasure + text)
      isShown = true
    }
  }

  static func eraseStatus() { error.write("") }
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
