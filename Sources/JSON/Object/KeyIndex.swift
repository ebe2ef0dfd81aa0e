/// A hash index of member positions, with open addressing; at most half full.
@frozen public struct KeyIndex {
  /// Positions plus one; zero for an empty slot.
  @usableFromInline var slots: [Int32] = []

  init() {}

  init(_ members: UnsafeMutablePointer<Member>, count: Int) {
    grow(toHold: count)
    for place in 0..<count { put(members[place].key.hash, place) }
  }

  func find(_ key: Text, in members: UnsafeMutablePointer<Member>) -> Int? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: key.hash) & mask
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      if members[place].key == key { return place }
      slot = (slot + 1) & mask
    }
    return nil
  }

  mutating func insert(_ hash: UInt64, place: Int, _ members: UnsafeMutablePointer<Member>) {
    if place * 2 >= slots.count {
      self = KeyIndex(members, count: place + 1)
    } else {
      put(hash, place)
    }
  }

  private mutating func put(_ hash: UInt64, _ place: Int) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = Int32(truncatingIfNeeded: place + 1)
  }

  private mutating func grow(toHold count: Int) {
    var size = 64
    while size < count * 4 { size *= 2 }
    slots = Array(repeating: 0, count: size)
  }
}
