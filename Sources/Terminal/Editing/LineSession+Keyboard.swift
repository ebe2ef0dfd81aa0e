import CLibedit
import Glibc

// Reads keys. libedit requests a key whenever it is idle, so this is also where the screen is updated.
extension LineSession {
  /// The maximum time to wait for the rest of an escape sequence, and for the rest of a paste.
  private static let escapeMilliseconds: Int32 = 50
  private static let pasteMilliseconds: Int32 = 2000
  private static let longestNoted = 2000

  func readKey() -> UInt32? {
    // Keeps libedit's hidden display up to date; otherwise a text taller than the screen can crash it.
    libedit_refresh(engine.handle)
    if !isNested { takeOver() }
    noteForUndo()
    insertRun()
    while true {
      switch decoder.next() {
      case .key(let key): return noted(key)
      case .incomplete:
        if !input.isReadable(within: decoder.isPasting ? Self.pasteMilliseconds : Self.escapeMilliseconds) {
          if case .key(let key) = decoder.next(isComplete: true) { return noted(key) }
        } else if !fill() {
          return nil
        }
      case .nothing:
        if !input.isReadable(within: 0) {
          draw()
          // The prompt is shown and the user is not typing yet, so read the file now.
          if !input.isReadable(within: 0) { configuration.history.loadNews() }
        }
        guard let key = waitForInput() else { continue }
        return key == Self.end ? nil : noted(key)
      }
    }
  }

  /// The next key for an action that reads keys itself; nil at the end of input.
  func nestedKey() -> UInt32? {
    isNested = true
    defer { isNested = false }
    return engine.nextKey()
  }

  /// The next key within a time limit; nil if there is none. An interrupt and the end of input are Ctrl-C.
  func typedKey(within milliseconds: Int32) -> UInt32? {
    if case .key(let key) = decoder.next() { return key }
    let notifier = configuration.notifier
    let ready = Descriptor.wait(
      for: [input.number, terminal_signals_descriptor(), notifier.pipe.descriptor].map { ($0, Int16(POLLIN)) },
      milliseconds: milliseconds)
    if ready[2] {
      let messages = notifier.take()
      if !messages.isEmpty { screen.printAbove(messages) }
    }
    if ready[1], takeSignals() || Interruption.endingSignal != nil { return 0x03 }
    if ready[0], !fill() { return 0x03 }
    guard case .key(let key) = decoder.next() else { return nil }
    return key
  }

  /// Applies pending changes to libedit's text.
  private func takeOver() {
    line.argument = nil
    if let text = line.initial {
      line.initial = nil
      edit { $0 = EditBuffer(text) }
    }
    if let cursor = line.cursorAfterSwitch {
      line.cursorAfterSwitch = nil
      var buffer = engine.buffer
      buffer.move(to: cursor)
      engine.buffer = buffer
    }
  }

  private static let end: UInt32 = .max
  var input: Descriptor { Descriptor(configuration.streams.input) }

  /// Longer texts are only recorded when no key is waiting, so that typing takes linear time.
  private func noteForUndo() {
    if !isNested, engine.length < Self.longestNoted { line.undo.note(engine.buffer) }
  }

  /// Inserts many letters at once, for terminals without bracketed paste: key by key, libedit would take seconds for a
  /// long line. Only after libedit has inserted a letter, so that no command is waiting for a key.
  private func insertRun() {
    guard engine.mode == .emacs, !engine.isRebound, let before = lengthBeforeTyping, engine.length == before + 1,
      let run = decoder.takeRun()
    else { return }
    edit { $0.insert(run) }
    line.undo.noteTyped(engine.buffer)
  }

  private func noted(_ key: UInt32) -> UInt32 {
    lengthBeforeTyping = !isNested && (0x20..<0x7F).contains(key) ? engine.length : nil
    return key
  }

  /// Handles the next event. Returns a key only for events that are not key presses: an interrupt or the end of input.
  private func waitForInput() -> UInt32? {
    let notifier = configuration.notifier
    let ready = Descriptor.wait(
      for: [input.number, terminal_signals_descriptor(), notifier.pipe.descriptor].map { ($0, Int16(POLLIN)) },
      milliseconds: -1)
    if ready[2] {
      let messages = notifier.take()
      if !messages.isEmpty { screen.printAbove(messages) }
    }
    if ready[1], takeSignals() { return 0x03 }
    if Interruption.endingSignal != nil { return Self.end }
    if ready[0], !fill() { return Self.end }
    return nil
  }

  /// Handles signals; returns whether the line is abandoned.
  private func takeSignals() -> Bool {
    var isInterrupted = false
    while case let signal = terminal_signals_next(), signal != 0 {
      switch signal {
      case SIGWINCH: screen.adaptToResize()
      case SIGCONT:
        resume()
        screen.startOver()
      case SIGINT: isInterrupted = true
      default: break
      }
    }
    return isInterrupted
  }

  private func fill() -> Bool {
    switch input.read() {
    case .bytes(let bytes): decoder.feed(bytes)
    case .end: return false
    case .nothingYet: break
    }
    return true
  }
}
