import Glibc
import HTTP
import Rendering
import Synchronization

/// Asks the person at the terminal while a command runs: one question at a time, whichever thread has it.
final class Questioner: Sendable {
  /// Milliseconds until somebody who waits looks again whether that was ended.
  private static let patience: Int32 = 50

  private enum Echo {
    case shown
    case hidden
  }

  private let turn = Mutex(())

  /// Whether a question is open.
  var isAsking: Bool { turn.withLockIfAvailable { _ in false } ?? true }

  /// Writes the question to standard error and reads one line; nil when it was interrupted or input ended.
  func ask(_ question: String, cancellation: Cancellation) -> String? {
    ask(question, .shown, cancellation)
  }

  /// The same without showing what is typed.
  func askSecret(_ question: String, cancellation: Cancellation) -> String? {
    ask(question, .hidden, cancellation)
  }

  /// Waits until no other question is open; a question that is not asked any more has no answer.
  private func ask(_ question: String, _ echo: Echo, _ cancellation: Cancellation) -> String? {
    while !cancellation.isCancelled {
      let answer = turn.withLockIfAvailable { _ in
        switch echo {
        case .shown: read(question, cancellation)
        case .hidden: readUnseen(question, cancellation)
        }
      }
      if let answer { return answer }
      poll(nil, 0, Self.patience)
    }
    return nil
  }

  private func read(_ question: String, _ cancellation: Cancellation) -> String? {
    StandardStream.error.write(visibleInQuestion(question, lineBreaks: .kept) + " ")
    var line: [UInt8] = []
    while !cancellation.isCancelled {
      var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&input, 1, Self.patience) > 0 else { continue }
      var byte: UInt8 = 0
      let count = Glibc.read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { break }
      guard byte != UInt8(ascii: "\n") else { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
    StandardStream.error.write("\n")
    return nil
  }

  private func readUnseen(_ question: String, _ cancellation: Cancellation) -> String? {
    var before = termios()
    guard tcgetattr(STDIN_FILENO, &before) == 0 else { return read(question, cancellation) }
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO)
    silent.c_lflag |= tcflag_t(ECHONL)
    tcsetattr(STDIN_FILENO, TCSANOW, &silent)
    defer { tcsetattr(STDIN_FILENO, TCSANOW, &before) }
    return read(question, cancellation)
  }
}
