import Query
import Synchronization

/// The lines entered at the prompt, with their exchanges.
final class SessionLines: Sendable {
  struct Line: Sendable {
    /// The line for a recording; a comment if it cannot be run again.
    var text: String
    /// The numbers of its exchanges.
    var exchanges: Range<Int>
    /// The account in use when the line began.
    var provider: Account?
    /// Whether it ended with an error. If so, its text is a comment.
    var hasFailed = false
    /// Whether it is the expression of a `watch` that sent the exchanges.
    var isWatched = false

    var isComment: Bool { text.hasPrefix("#") }
  }

  private let lines = Mutex<[Line]>([])

  var all: [Line] { lines.withLock { $0 } }

  func add(_ line: Line) {
    lines.withLock { $0.append(line) }
  }

  /// Replaces the lines for which `body` returns another text.
  func replace(_ body: (String) -> String?) {
    lines.withLock { lines in
      for index in lines.indices { lines[index].text = body(lines[index].text) ?? lines[index].text }
    }
  }
}
