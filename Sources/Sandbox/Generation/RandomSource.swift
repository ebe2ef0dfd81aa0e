/// Random numbers determined by a seed and a purpose (SplitMix64).
struct RandomSource: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64, purpose: String) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in purpose.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    state = (seed &* 0x9e37_79b9_7f4a_7c15) ^ hash
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number in 0..<1.
  mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// True with the given probability.
  mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  mutating func pick<Element>(_ elements: [Element]) -> Element? { elements.randomElement(using: &self) }

  /// One of the texts; empty if there are none.
  mutating func word(_ words: [String]) -> String { pick(words) ?? "" }

  /// Up to `count` different elements, in array order.
  mutating func sample<Element>(_ elements: [Element], _ count: ClosedRange<Int>) -> [Element] {
    let picks = Set((0..<int(count)).compactMap { _ in elements.indices.randomElement(using: &self) })
    return picks.sorted().map { elements[$0] }
  }

  /// A text of `length` letters from an alphabet.
  mutating func text(_ length: Int, of alphabet: String) -> String {
    let letters = Array(alphabet)
    return String((0..<length).compactMap { _ in letters.randomElement(using: &self) })
  }
}
