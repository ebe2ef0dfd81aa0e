import HTTP
import Query
import Script
import Synchronization

/// Assigns places, random numbers and times to the units of a recorded or replayed run.
final class CassetteUnits: UnitObserver {
  private struct Counts {
    /// The number of statements that began.
    var statements = 0
    /// The number of random numbers drawn outside of units.
    var random = 0
  }

  private let values: any RunValues
  private let clock: @Sendable () -> Double
  private let counts = Mutex(Counts())

  init(_ values: any RunValues) {
    self.values = values
    clock = values.clock(of: nil)
  }

  func begin(_ unit: WorkUnit, row: Row?) -> Admission {
    let place = place(of: unit, row)
    unit.follow(seed: values.seed(of: place), clock: values.clock(of: place), at: place)
    return .run
  }

  /// The place of a unit. Statements run one after another, so rows belong to the latest one.
  private func place(of unit: WorkUnit, _ row: Row?) -> UnitPlace {
    counts.withLock { counts in
      guard let row, case .row(let loop, _) = unit.key else {
        defer { counts.statements += 1 }
        return UnitPlace(statement: counts.statements)
      }
      return UnitPlace(statement: counts.statements - 1, row: UnitPlace.Row(loop: loop, index: row.index))
    }
  }

  /// Prepares the context for evaluation outside of units.
  func prepare(_ context: EvaluationContext) {
    context.clock = clock
    context.random = { [self] in
      values.bits(
        counts.withLock { counts in
          defer { counts.random += 1 }
          return counts.random
        })
    }
  }
}
