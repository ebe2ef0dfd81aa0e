import CLibedit
public import Glibc

/// Asks the user at a terminal for a line. Input typed before the question is not accepted as an answer.
public struct Question: Sendable {
  /// Whether typed text is shown.
  public enum Echo: Sendable {
    case shown
    case hidden
  }

  /// Milliseconds between checks whether the question is still wanted.
  private static let patience: Int32 = 50

  private let input: Descriptor

  /// Creates a question that reads from a descriptor.
  public init(input: Int32 = STDIN_FILENO) {
    self.input = Descriptor(input)
  }

  /// Shows a text and reads a line; nil if it is no longer wanted or at the end of input.
  ///
  /// The terminal modes are restored when the process stops (Ctrl-Z) or ends; after it continues, the question is asked
  /// again. Without a terminal, no input is discarded and nothing is hidden.
  ///
  /// - Parameters:
  ///   - show: writes to the user's screen.
  ///   - isWanted: called many times per second, on this thread.
  public func ask(
    _ text: String, _ echo: Echo = .shown, show: (String) -> Void, isWanted: () -> Bool
  ) -> String? {
    terminal_signals_install()
    defer { terminal_signals_remove() }
    guard terminal_guard_begin(input.number, -1) else { return answer(to: text, show, isWanted) }
    defer { terminal_guard_end() }
    if echo == .hidden {
      guard terminal_guard_hide_echo(input.number) else { return nil }
    }
    defer { if echo == .hidden { terminal_guard_show_echo(input.number) } }
    return answer(to: text, show, isWanted)
  }

  private func answer(to text: String, _ show: (String) -> Void, _ isWanted: () -> Bool) -> String? {
    var line: [UInt8] = []
    var shown: Int32?
    while isWanted() {
      let resumptions = terminal_guard_resumptions()
      if shown != resumptions {
        present(text, show)
        (shown, line) = (resumptions, [])
      }
      guard input.isReadable(within: Self.patience) else { continue }
      switch input.read(upTo: 1) {
      case .bytes([0x0A]): return String(decoding: line, as: UTF8.self)
      case .bytes(let byte): line += byte
      case .nothingYet: continue
      case .end:
        show("\n")
        return nil
      }
    }
    show("\n")
    return nil
  }

  /// Shows the last line after discarding pending input, so that the answer is typed after the question was visible.
  private func present(_ text: String, _ show: (String) -> Void) {
    let last = text.lastIndex(of: "\n").map(text.index(after:)) ?? text.startIndex
    if last > text.startIndex { show(String(text[..<last])) }
    dropTyped()
    show(String(text[last...]))
  }

  private func dropTyped() {
    guard isTerminal(input.number) else { return }
    tcflush(input.number, TCIFLUSH)
    // Discard lines that the kernel was just delivering.
    while input.isReadable(within: 0), case .bytes = input.read() {}
  }
}
