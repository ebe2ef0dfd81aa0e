import Query
import Synchronization

/// What was entered at the prompt, with the exchanges that each line caused.
final class SessionLines: Sendable {
  struct Line: Sendable {
    /// As a recording has it: a comment where it cannot be run again.
    var text: String
    /// The number of the first exchange, and how many there were.
    var exchanges: Range<Int>
    /// The provider in use when the line began.
    var provider: Account?
    /// Whether it ended with an error; its text is a comment then.
    var hasFailed = false
    /// Whether it is the expression of a `watch`, whose rounds sent the exchanges.
    var isWatched = false

    var isComment: Bool { text.hasPrefix("#") }
  }

  private let lines = Mutex<[Line]>([])

  var all: [Line] { lines.withLock { $0 } }

  func add(_ line: Line) {
    lines.withLock { $0.append(line) }
  }

  /// Replaces the texts of lines, where the body returns others.
  func replace(_ body: (String) -> String?) {
    lines.withLock { lines in
      for index in lines.indices { lines[index].text = body(lines[index].text) ?? lines[index].text }
    }
  }
}
