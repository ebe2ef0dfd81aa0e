import CLibedit
public import Glibc

/// Asks the person at a terminal for a line. Nothing that was typed before the question can answer it.
public struct Question: Sendable {
  /// Whether what is typed is shown.
  public enum Echo: Sendable {
    case shown
    case hidden
  }

  /// Milliseconds until a question that waits looks again whether it is still wanted.
  private static let patience: Int32 = 50

  private let input: Descriptor

  public init(input: Int32 = STDIN_FILENO) {
    self.input = Descriptor(input)
  }

  /// Shows the text and reads a line; nil where it is not wanted any more, or input ended.
  ///
  /// The terminal is as it was when the process stops (Ctrl-Z) or ends; one that goes on asks again. Without a terminal
  /// nothing is dropped or hidden.
  ///
  /// - Parameters:
  ///   - show: writes to the person's screen.
  ///   - isWanted: asked many times a second, on this thread.
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

  /// The last line comes after the input is empty: who sees it may answer, and nobody else.
  private func present(_ text: String, _ show: (String) -> Void) {
    let last = text.lastIndex(of: "\n").map(text.index(after:)) ?? text.startIndex
    if last > text.startIndex { show(String(text[..<last])) }
    dropTyped()
    show(String(text[last...]))
  }

  private func dropTyped() {
    guard isTerminal(input.number) else { return }
    tcflush(input.number, TCIFLUSH)
    // Lines that the kernel was just passing on.
    while input.isReadable(within: 0), case .bytes = input.read() {}
  }
}
