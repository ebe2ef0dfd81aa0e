/// Changes seeds, differently each time but always in the same order.
struct Mutator {
  private let seeds: [[UInt8]]
  private var state: UInt64 = 1

  init(_ seeds: [[UInt8]]) { self.seeds = seeds }

  /// A seed with up to four changes.
  mutating func next() -> [UInt8] {
    var bytes = seed()
    for _ in 0...random(4) { change(&bytes) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let lower = random(bytes.count + 1)
    let upper = min(bytes.count, lower + random(8))
    switch random(5) {
    case 0: bytes.removeSubrange(lower..<upper)
    case 1: bytes.insert(contentsOf: bytes[lower..<upper], at: random(bytes.count + 1))
    case 2: bytes.insert(contentsOf: piece(), at: lower)
    case 3: bytes.removeSubrange(lower...)
    default: for index in lower..<upper { bytes[index] ^= UInt8(1 << random(8)) }
    }
  }

  /// Some bytes of some seed.
  private mutating func piece() -> ArraySlice<UInt8> {
    let other = seed()
    let lower = random(other.count + 1)
    return other[lower..<min(other.count, lower + random(24))]
  }

  private mutating func seed() -> [UInt8] { seeds.isEmpty ? [] : seeds[random(seeds.count)] }

  /// A number below `bound`.
  private mutating func random(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % max(1, bound)
  }
}
