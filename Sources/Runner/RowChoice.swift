public import Query
public import Script

/// Runs only the rows that failed or are in doubt in another run.
public struct RowChoice: UnitObserver {
  private let rows: Set<UnitKey>

  /// Selects the failed rows of an earlier run.
  ///
  /// - Parameter memory: the run whose failed rows are selected.
  /// - Parameter taken: the run being resumed, whose rows are selected as well.
  public init(failedIn memory: RunMemory, or taken: RunMemory? = nil) {
    let failed = memory.units.filter { $0.value.state == .failed || $0.value.state == .inDoubt }.keys
    rows = Set(failed).union(taken?.units.keys.map { $0 } ?? [])
  }

  /// Always true: rows are matched by content.
  public var namesRowsByContent: Bool { true }

  /// Skips rows that are not selected.
  public func begin(_ unit: WorkUnit, row: Row?) -> Admission {
    row == nil || rows.contains(unit.key) ? .run : .skip
  }
}
