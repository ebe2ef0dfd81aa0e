import CLibedit
import Glibc

/// Reads lines from a person at a terminal, with editing, history and completion; from anything else plainly.
///
/// All calls must come from one thread at a time. A call blocks that thread until the line is there.
public final class LineEditor {
  /// How a line ended.
  public enum Outcome: Hashable, Sendable {
    /// Entered; several lines are separated by `\n`.
    case line(String)
    /// Given up with Ctrl-C.
    case interrupted
    /// Ctrl-D on an empty line, or nothing left to read.
    case endOfInput
  }

  let configuration: Configuration
  let plain: PlainReader
  private var editing = Editing.notTried

  /// Whether lines can be edited here.
  private enum Editing {
    case notTried
    case possible(LineSession)
    case impossible
  }

  public init(configuration: Configuration) {
    self.configuration = configuration
    plain = PlainReader(input: configuration.streams.input)
  }

  /// Whether a line can begin with a text, which the person may change.
  public var canEdit: Bool { session != nil }

  /// Reads one complete text and, typed at a terminal, stores it in the history.
  ///
  /// - Parameter text: what the line begins with, where it can be edited.
  public func readLine(prompt: Prompt, text: String = "") -> Outcome {
    guard let session else { return readPlainly(prompt) }
    let outcome = session.readLine(prompt: prompt, text: text)
    if case .line(let text) = outcome { configuration.history.append(text) }
    return outcome
  }

  /// Drops what was read from the terminal but not used yet.
  public func forgetTypedAhead() {
    if isTerminal(configuration.streams.input) { plain.forget() }
    guard case .possible(let session) = editing else { return }
    session.decoder.forget()
  }

  /// Started at the first prompt: libedit is not loaded for a program that never asks.
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
