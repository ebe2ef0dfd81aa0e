import Terminal

/// The history, shared by the editing thread and the running thread, which never use it at the same time.
final class SharedHistory: @unchecked Sendable {
  let value: History

  init(_ value: History) {
    self.value = value
  }

  var entries: [HistoryEntry] { value.entries }
}
