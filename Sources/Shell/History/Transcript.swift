import HTTP
import Query
import Script
import Terminal

/// The record of a session: the history, the lines with their exchanges, and the scripts and archives written from
/// them.
struct Transcript: Sendable {
  let history: SharedHistory
  let lines = SessionLines()
  let files: SessionFiles
  let recording: SessionRecording
  /// Finds secrets in typed text.
  let filter: HistoryFilter

  init(historyPath: String, filter: HistoryFilter) {
    self.filter = filter
    files = SessionFiles()
    recording = SessionRecording(files)
    history = SharedHistory(History(path: historyPath, filter: filter.kept))
  }

  /// Redacts newly known secrets in the history, in recorded and generated scripts, and in archives. The log of
  /// exchanges does this itself.
  func hideInHindsight(_ redactor: Redactor) throws(Failure) {
    history.value.filterAgain { redactor.redact($0) != $0 }
    let hidden: (String) -> String? = { text in
      let masked = redactor.redact(text)
      guard masked != text else { return nil }
      return text.hasPrefix("#") ? masked : filter.masked(text).asComment
    }
    lines.replace(hidden)
    try files.replace(hidden)
    try files.rewriteArchives(redactor.redact)
  }
}

extension String {
  /// The text as comment lines of a script.
  var asComment: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { "# " + $0 }.joined(separator: "\n")
  }
}
