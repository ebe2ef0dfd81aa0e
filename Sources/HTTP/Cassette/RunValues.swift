public import Query

/// The random numbers and times of a run that is recorded or replayed: the same in both, unit by unit.
public protocol RunValues: Sendable {
  /// What all random numbers follow from.
  var seed: UInt64 { get }

  /// The clock of a unit; without a place that of everything outside of units, such as the defaults of parameters.
  func clock(of place: UnitPlace?) -> @Sendable () -> Double
}

extension RunValues {
  /// What the random numbers of a unit follow from.
  public func seed(of place: UnitPlace) -> UInt64 {
    let row = place.row.map { [UInt64(bitPattern: Int64($0.loop)), UInt64(bitPattern: Int64($0.index))] } ?? []
    return SplitMix64.seed(seed, [UInt64(bitPattern: Int64(place.statement))] + row)
  }

  /// The n-th random number outside of units.
  public func bits(_ number: Int) -> UInt64 {
    SplitMix64.seed(seed, [.max, .max, .max, UInt64(bitPattern: Int64(number))])
  }
}
