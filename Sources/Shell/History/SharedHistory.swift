import Terminal

/// The history, which goes from the thread that edits lines to the one that runs them: never both at a time.
final class SharedHistory: @unchecked Sendable {
  let value: History

  init(_ value: History) {
    self.value = value
  }

  var entries: [HistoryEntry] { value.entries }
}
