import Glibc
import HTTP
import Rendering

/// Asks the person at the terminal while a command runs.
struct Questioner: Sendable {
  /// Writes the question to standard error and reads one line; nil when it was interrupted or input ended.
  func ask(_ question: String, cancellation: Cancellation) -> String? {
    StandardStream.error.write(visible(question, lineBreaks: .kept) + " ")
    var line: [UInt8] = []
    while !cancellation.isCancelled {
      var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&input, 1, 50) > 0 else { continue }
      var byte: UInt8 = 0
      let count = read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { break }
      guard byte != UInt8(ascii: "\n") else { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
    StandardStream.error.write("\n")
    return nil
  }

  /// The same without showing what is typed.
  func askSecret(_ question: String, cancellation: Cancellation) -> String? {
    var before = termios()
    guard tcgetattr(STDIN_FILENO, &before) == 0 else { return ask(question, cancellation: cancellation) }
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO)
    silent.c_lflag |= tcflag_t(ECHONL)
    tcsetattr(STDIN_FILENO, TCSANOW, &silent)
    defer { tcsetattr(STDIN_FILENO, TCSANOW, &before) }
    return ask(question, cancellation: cancellation)
  }
}
