import CLibedit
import Glibc

/// An editing session on a terminal: libedit's engine, the keyboard, the screen and the actions.
final class LineSession {
  /// Links libedit's callbacks to their session.
  private final class Link {
    weak var session: LineSession?
  }

  let configuration: LineEditor.Configuration
  let engine: Engine
  let screen: Screen
  var decoder = InputDecoder()
  var kills = KillRing()
  var line = LineState(prompt: Prompt(""))
  /// Whether an action is reading keys.
  var isNested = false
  /// Nil in emacs mode.
  var vi: ViEditor?
  /// The last search, for vi's `n`.
  var lastSearch: HistorySearch?
  /// The length of the text before the last key, if that was a letter.
  var lengthBeforeTyping: Int?

  private let link = Link()
  private let output: Int32

  /// Nil if libedit is not available.
  init?(_ configuration: LineEditor.Configuration, output: Int32) {
    guard let engine = Engine(configuration, output: output, owner: Unmanaged.passUnretained(link).toOpaque()) else {
      return nil
    }
    self.configuration = configuration
    self.engine = engine
    self.output = output
    screen = Screen(output: Descriptor(output))
    decoder.altStyle = engine.mode == .vi ? .escapeKey : .escapeByte
    decoder.literalSequences = engine.literalSequences
    vi = engine.mode == .vi ? ViEditor() : nil
    vi?.indentation = { [configuration] buffer in
      let front = Scalars.string(buffer.text[..<buffer.cursor])
      return configuration.indents(front) ? buffer.nextIndentation(step: configuration.indentation) : []
    }
    link.session = self
    libedit_set_reader(engine.handle) { handle, key in
      guard let session = LineSession.of(handle), let next = session.readKey() else { return 0 }
      key?.pointee = wchar_t(bitPattern: next)
      return 1
    }
    terminal_signals_install()
  }

  deinit {
    terminal_signals_remove()
  }

  /// Edits a line.
  func readLine(prompt: Prompt, text: String) -> LineEditor.Outcome {
    guard Interruption.endingSignal == nil, terminal_guard_begin(configuration.streams.input, output) else {
      return .endOfInput
    }
    line = LineState(prompt: prompt, initial: text)
    lastSearch = lastSearch?.restarted()
    vi?.begin()
    if vi != nil { line.undo.beginGroup() }
    configuration.history.refresh()
    configuration.notifier.beginEditing()
    forgetSignals()
    screen.begin(isColoured: configuration.colour == .on)
    startTerminal()
    let text = engine.edit()
    if line.outcome == nil { finish(text.map { .line($0) } ?? .endOfInput, text: text) }
    stopTerminal()
    terminal_guard_end()
    configuration.notifier.endEditing()
    return line.outcome ?? .endOfInput
  }

  /// Draws the final state of the line and moves below it.
  func finish(_ outcome: LineEditor.Outcome, text: String? = nil) {
    line.outcome = outcome
    line.menu = nil
    line.searchPrompt = nil
    line.note = nil
    line.prompt.right = nil
    var buffer = text.map { EditBuffer($0) } ?? engine.buffer
    buffer.move(to: buffer.text.count)
    screen.show(layout(of: buffer, ghost: outcome == .interrupted ? "^C" : ""))
    screen.leave()
  }

  static func of(_ handle: OpaquePointer?) -> LineSession? {
    guard let handle, let owner = libedit_owner(handle) else { return nil }
    return Unmanaged<Link>.fromOpaque(owner).takeUnretainedValue().session
  }
}

// MARK: Terminal modes
extension LineSession {
  func startTerminal() {
    screen.write("\u{1B}[?2004h")
    if let vi { screen.write(vi.mode.cursorShape) }
  }

  func stopTerminal() {
    screen.write((vi == nil ? "" : "\u{1B}[0 q") + "\u{1B}[?2004l")
  }

  func suspend() {
    var buffer = engine.buffer
    buffer.move(to: buffer.text.count)
    screen.show(layout(of: buffer, ghost: ""))
    screen.leave()
    lendTerminal { terminal_signals_suspend() }
    screen.adaptToResize()
  }

  /// Lends the terminal to another program while the body runs.
  func lendTerminal(_ body: () -> Void) {
    stopTerminal()
    libedit_set_raw(engine.handle, false)
    terminal_guard_end()
    body()
    _ = terminal_guard_begin(configuration.streams.input, output)
    forgetSignals()
    resume()
  }

  /// Restores the terminal modes after the process was stopped.
  func resume() {
    libedit_set_raw(engine.handle, false)
    libedit_set_raw(engine.handle, true)
    startTerminal()
  }

  private func forgetSignals() {
    while terminal_signals_next() != 0 {}
    terminal_signals_forget_interrupt()
  }
}
