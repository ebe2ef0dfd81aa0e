import JSON
public import Query
import Threads

/// Records what rows append to files.
extension RunRecorder {
  /// Records that a piece is about to be appended to a file. Once the run is recorded, this is on disk before the
  /// append.
  public func willAppend(_ piece: FilePiece, _ ordinal: Int, in unit: WorkUnit) throws(Failure) {
    guard isOn else { return }
    let isTold = try state.withLock { (state) throws(Failure) -> Bool in
      // Appending to files alone does not start a journal entry.
      if case .armed = state.phase, state.live[unit.key]?.row == nil {
        state.appended.append((unit, ordinal, piece))
        return false
      }
      try tell(piece, ordinal, unit, &state)
      return true
    }
    if isTold { try flush() }
  }

  /// Records what statements appended before the journal entry was started.
  func tellAppended(_ state: inout State) throws(Failure) {
    let appended = state.appended
    state.appended = []
    for (unit, ordinal, piece) in appended { try tell(piece, ordinal, unit, &state) }
  }

  private func tell(_ piece: FilePiece, _ ordinal: Int, _ unit: WorkUnit, _ state: inout State) throws(Failure) {
    let number = try number(of: unit, &state)
    try tellTimes(of: unit.key, &state)
    var content = piece.members
    content["unit"] = Value(number)
    content["append"] = Value(ordinal)
    try tell(JournalEvent(.appended, content), &state)
  }
}

extension FilePiece {
  fileprivate var members: Object {
    ["path": Value(path), "offset": Value(offset), "length": Value(length), "sha256": Value(digest)]
  }

  /// Reads the form written by `members`; nil if members are missing.
  init?(_ event: JournalEvent) {
    guard let path = event.text("path"), let offset = event.number("offset"), let length = event.number("length"),
      let digest = event.text("sha256")
    else { return nil }
    self.init(path: path, offset: offset, length: length, digest: digest)
  }
}
