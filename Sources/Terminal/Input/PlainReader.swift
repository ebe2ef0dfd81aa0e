import CLibedit
import Glibc

/// Reads lines without editing, from pipes, files and terminals that cannot move the cursor.
final class PlainReader {
  /// The result of reading a line.
  enum Line {
    case text(String)
    case interrupted
    case endOfInput
  }

  private let input: Descriptor
  private var buffer: ArraySlice<UInt8> = []
  private var isAtEnd = false

  init(input: Int32) {
    self.input = Descriptor(input)
  }

  /// Reads a line without its line feed, which may be missing at the end of input. If signal handlers are installed,
  /// SIGINT interrupts reading; SIGTERM and SIGHUP count as the end of input.
  func readLine() -> Line {
    var searched = 0
    while true {
      if let end = buffer.dropFirst(searched).firstIndex(of: 0x0A) { return .text(take(through: end)) }
      searched = buffer.count
      if isAtEnd { return buffer.isEmpty ? .endOfInput : .text(take(through: buffer.endIndex - 1)) }
      guard waitForInput() else {
        buffer = []
        return Interruption.endingSignal == nil ? .interrupted : .endOfInput
      }
      switch input.read() {
      case .bytes(let bytes): buffer += bytes
      case .end: isAtEnd = true
      case .nothingYet: break
      }
    }
  }

  /// Discards buffered input.
  func forget() {
    buffer = []
  }

  /// Waits for input; returns false if a signal arrived instead.
  private func waitForInput() -> Bool {
    while Interruption.endingSignal == nil {
      let ready = Descriptor.wait(
        for: [(input.number, Int16(POLLIN)), (terminal_signals_descriptor(), Int16(POLLIN))], milliseconds: -1)
      if ready[1] {
        while case let signal = terminal_signals_next(), signal != 0 {
          if [SIGINT, SIGTERM, SIGHUP].contains(signal) { return false }
        }
      }
      if ready[0] { return true }
    }
    return false
  }

  private func take(through end: Int) -> String {
    var line = buffer[...end]
    buffer = buffer[(end + 1)...]
    if line.last == 0x0A { line.removeLast() }
    if line.last == 0x0D { line.removeLast() }
    if buffer.isEmpty, isTerminal(input.number) { isAtEnd = false }
    return String(decoding: line, as: UTF8.self)
  }
}
