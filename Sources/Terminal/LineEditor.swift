import CLibedit
import Glibc

/// Reads lines from a terminal, with editing, history and completion; from other input without.
///
/// Not thread-safe. Reading blocks the calling thread until the line has been entered.
public final class LineEditor {
  /// How a line ended.
  public enum Outcome: Hashable, Sendable {
    /// Entered; several lines are separated by `
    /// `.
    case line(String)
    /// Abandoned with Ctrl-C.
    case interrupted
    /// Ctrl-D on an empty line, or the end of input.
    case endOfInput
  }

  let configuration: Configuration
  let plain: PlainReader
  private var editing = Editing.notTried

  /// Whether lines can be edited.
  private enum Editing {
    case notTried
    case possible(LineSession)
    case impossible
  }

  /// Creates an editor. Nothing is loaded until the first prompt.
  public init(configuration: Configuration) {
    self.configuration = configuration
    plain = PlainReader(input: configuration.streams.input)
  }

  /// Whether a line can start with an initial text.
  public var canEdit: Bool { session != nil }

  /// Reads a complete text. If typed at a terminal, adds it to the history.
  ///
  /// - Parameter text: the initial text, if editing is possible.
  public func readLine(prompt: Prompt, text: String = "") -> Outcome {
    guard let session else { return readPlainly(prompt) }
    let outcome = session.readLine(prompt: prompt, text: text)
    if case .line(let text) = outcome { configuration.history.append(text) }
    return outcome
  }

  /// Discards input that was typed ahead.
  public func forgetTypedAhead() {
    if isTerminal(configuration.streams.input) { plain.forget() }
    guard case .possible(let session) = editing else { return }
    session.decoder.forget()
  }

  /// Created at the first prompt, so that libedit is not loaded by programs that never prompt.
  private var session: LineSession? {
    switch editing {
    case .possible(let session): return session
    case .impossible: return nil
    case .notTried:
      let session = startSession()
      editing = session.map { .possible($0) } ?? .impossible
      return session
    }
  }

  private func startSession() -> LineSession? {
    let streams = configuration.streams
    guard isTerminal(streams.input), let type = configuration.terminalType, !type.isEmpty, type != "dumb",
      let output = [streams.output, streams.error].first(where: isTerminal)
    else { return nil }
    if let session = LineSession(configuration, output: output) { return session }
    Descriptor(streams.error).write(
      "\(configuration.programName): line editing needs libedit; `apt-get install libedit2` brings it\n")
    return nil
  }
}
