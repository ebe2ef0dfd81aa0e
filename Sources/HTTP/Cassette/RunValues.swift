public import Query

/// The random numbers and times of a recorded or replayed run. They are the same in both, per unit.
public protocol RunValues: Sendable {
  /// The seed of all random numbers.
  var seed: UInt64 { get }

  /// The clock of a unit, or, without a place, of code outside of units such as parameter defaults.
  func clock(of place: UnitPlace?) -> @Sendable () -> Double
}

extension RunValues {
  /// The seed for the random numbers of a unit.
  public func seed(of place: UnitPlace) -> UInt64 {
    let row = place.row.map { [UInt64(bitPattern: Int64($0.loop)), UInt64(bitPattern: Int64($0.index))] } ?? []
    return SplitMix64.seed(seed, [UInt64(bitPattern: Int64(place.statement))] + row)
  }

  /// The random number at index `number` outside of units.
  public func bits(_ number: Int) -> UInt64 {
    SplitMix64.seed(seed, [.max, .max, .max, UInt64(bitPattern: Int64(number))])
  }
}
