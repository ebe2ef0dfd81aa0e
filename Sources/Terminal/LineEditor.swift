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

  public init(configuration: Configuration) {
    self.configuration = configuration
    plain = PlainReader(input: configuration.streams.input)
  }

  /// Reads one complete text and stores it in the history.
  public func readLine(prompt: Prompt) -> Outcome {
    readPlainly(prompt)
  }
}
