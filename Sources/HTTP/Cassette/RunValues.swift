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
    return mixed([UInt64(bitPattern: Int64(place.statement))] + row)
  }

  /// The n-th random number outside of units.
  public func bits(_ number: Int) -> UInt64 { mixed([.max, .max, .max, UInt64(bitPattern: Int64(number))]) }

  /// The seed and numbers, mixed by the function of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
  private func mixed(_ numbers: [UInt64]) -> UInt64 {
    numbers.reduce(seed) { state, number in
      var bits = (state ^ number) &+ 0x9E37_79B9_7F4A_7C15
      bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
      bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
      return bits ^ (bits >> 31)
    }
  }
}
