/// The commands at a stopped script.
enum StopWord: String, CaseIterable {
  case step
  case `continue`
  case retry
  case skip
  case abort

  var summary: String {
    switch self {
    case .step: "go on to the next write with --step, else to the next statement"
    case .continue: "go on, and stop only at lines and failures that were named"
    case .retry: "run the statement that failed again; what it wrote is not sent again"
    case .skip: "skip the rest of the row, or the statement outside of rows"
    case .abort: "end the run as Ctrl-C does; it can be resumed"
    }
  }

  /// Parses a line, ignoring surrounding blanks; nil if it is not a command.
  init?(line: String) {
    let words = line.split(whereSeparator: \.isWhitespace)
    guard let word = words.first, words.count == 1 else { return nil }
    self.init(rawValue: String(word))
  }
}
