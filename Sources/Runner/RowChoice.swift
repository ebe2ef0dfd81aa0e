public import Query
public import Script

/// Lets only some rows run: those that failed or are in doubt in another run.
public struct RowChoice: UnitObserver {
  private let rows: Set<UnitKey>

  /// - Parameter memory: of the run whose failed rows are wanted.
  /// - Parameter taken: of the run that is taken up, whose rows run on.
  public init(failedIn memory: RunMemory, or taken: RunMemory? = nil) {
    let failed = memory.units.filter { $0.value.state == .failed || $0.value.state == .inDoubt }.keys
    rows = Set(failed).union(taken?.units.keys.map { $0 } ?? [])
  }

  public var namesRowsByContent: Bool { true }

  public func begin(_ unit: WorkUnit, row: Row?) -> Admission {
    row == nil || rows.contains(unit.key) ? .run : .skip
  }
}
