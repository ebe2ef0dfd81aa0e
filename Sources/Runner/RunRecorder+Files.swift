import JSON
public import Query
import Threads

/// What the journal is told of files that rows append to.
extension RunRecorder {
  public func willAppend(_ piece: FilePiece, _ ordinal: Int, in unit: WorkUnit) throws(Failure) {
    guard isOn else { return }
    let isTold = try state.withLock { (state) throws(Failure) -> Bool in
      // Files alone are no reason for a run to be kept.
      if case .armed = state.phase, state.live[unit.key]?.row == nil {
        state.appended.append((unit, ordinal, piece))
        return false
      }
      try tell(piece, ordinal, unit, &state)
      return true
    }
    if isTold { try flush() }
  }

  /// Tells what statements appended before the run was kept.
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

  /// Reads what `members` wrote; nil where it is none.
  init?(_ event: JournalEvent) {
    guard let path = event.text("path"), let offset = event.number("offset"), let length = event.number("length"),
      let digest = event.text("sha256")
    else { return nil }
    self.init(path: path, offset: offset, length: length, digest: digest)
  }
}
