public import Query
import Storage

/// An error that makes the journal unusable.
public struct JournalError: Error, Sendable {
  /// What failed, without a full stop.
  public let message: String
  /// What to do about it.
  public let hint: String

  init(_ message: String, hint: String) {
    self.message = message
    self.hint = hint
  }

  /// - Parameter path: the path of the journal.
  init(_ error: DatabaseError, at path: String) {
    let aside = "set it aside: mv \(path) \(path).broken"
    let (what, hint) =
      switch error.kind {
      case .newer:
        ("was written by a later version of edush", "use that version, or " + aside)
      case .corrupt: ("is damaged", aside + "; the runs in it cannot be resumed then")
      case .full: ("cannot be written: the disk is full", "make room on its disk")
      case .readOnly: ("cannot be written", "make it and its folder writable, or run with --no-journal")
      case .cannotOpen: ("cannot be opened", "make its folder writable, or \(aside)")
      case .busy: ("is locked by another process", "end that process, or try again")
      case .unavailable: ("needs SQLite", "install it: the Debian and Ubuntu package is libsqlite3-0")
      case .constraint, .other: ("cannot be used: \(error.description)", aside)
      }
    self.init("the journal \(path) \(what)", hint: hint)
  }

  /// Converts the error to a failure of the run.
  ///
  /// - Parameter isBefore: whether nothing has been sent yet.
  public func failure(before isBefore: Bool) -> Failure {
    var failure = Failure(isBefore ? .usage : .transport, message, hint: hint)
    failure.endsRun = true
    return failure
  }
}
