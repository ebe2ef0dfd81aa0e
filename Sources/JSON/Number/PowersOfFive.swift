/// The upper 128 bits of the powers of five that doubles need; computed on first use.
enum PowersOfFive {
  static let least = -342
  static let greatest = 308

  /// From the least power to the greatest; the highest bit is always set.
  static let table: [(high: UInt64, low: UInt64)] = negative() + positive()

  private static func positive() -> [(high: UInt64, low: UInt64)] {
    var result: [(high: UInt64, low: UInt64)] = []
    var limbs: [UInt64] = [1]
    for _ in 0...greatest {
      result.append(upper(limbs))
      var carry: UInt64 = 0
      for index in limbs.indices {
        let (high, low) = limbs[index].multipliedFullWidth(by: 5)
        let (sum, overflow) = low.addingReportingOverflow(carry)
        limbs[index] = sum
        carry = overflow ? high + 1 : high
      }
      if carry > 0 { limbs.append(carry) }
    }
    return result
  }

  /// Reciprocals: a large power of two, divided repeatedly by five; the first 27 are rounded up.
  private static func negative() -> [(high: UInt64, low: UInt64)] {
    var result: [(high: UInt64, low: UInt64)] = []
    var limbs = Array(repeating: 0 as UInt64, count: 17) + [1]
    for power in 1...(-least) {
      var rest: UInt64 = 0
      for index in limbs.indices.reversed() {
        (limbs[index], rest) = (5 as UInt64).dividingFullWidth((rest, limbs[index]))
      }
      if limbs.last == 0 { limbs.removeLast() }
      let (high, low) = upper(limbs)
      if power > 27 {
        result.append((high, low))
      } else {
        result.append((low == .max ? high + 1 : high, low &+ 1))
      }
    }
    return result.reversed()
  }

  /// The 128 bits from the highest set bit on.
  private static func upper(_ limbs: [UInt64]) -> (high: UInt64, low: UInt64) {
    let last = limbs.count - 1
    let shift = UInt64(limbs[last].leadingZeroBitCount)
    let next = last > 0 ? limbs[last - 1] : 0
    let third = last > 1 ? limbs[last - 2] : 0
    return (limbs[last] << shift | next >> (64 - shift), next << shift | third >> (64 - shift))
  }
}
