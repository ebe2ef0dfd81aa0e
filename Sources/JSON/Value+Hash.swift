extension Value: Hashable {
  /// Hashes the value. Equal values have equal hashes: numbers by their double, objects regardless of key order.
  public func hash(into hasher: inout Hasher) { hasher.combine(hash) }

  /// A hash that is identical in every run.
  public var hash: UInt64 {
    switch self {
    case .null: return 1
    case .bool(let value): return value ? 3 : 2
    case .number(let value): return Value.hash(value)
    case .literal(let literal): return Value.hash(literal.double)
    case .small(let text): return Text.small(text).hash
    case .text(let text): return Text.long(text).hash
    case .array, .slice, .object, .lazy: return containerHash
    }
  }

  private static func hash(_ number: Double) -> UInt64 {
    var bits = (number == 0 ? 0 : number).bitPattern &* 0x9E37_79B9_7F4A_7C15
    bits ^= bits &>> 32
    return bits &* 0xD6E8_FEB8_6659_FD93
  }

  /// Hashes the tree with an explicit stack, so that any depth is safe.
  private var containerHash: UInt64 {
    var result: UInt64 = 7
    var pending: [(value: Value, salt: UInt64)] = [(self, 0)]
    while let (value, salt) = pending.popLast() {
      switch value.resolved {
      case .array(let elements):
        result &+= Value.hash(Double(elements.count)) ^ salt
        for (index, element) in elements.enumerated() {
          pending.append((element, (salt &+ UInt64(index) &+ 11) &* 0x9E37_79B9_7F4A_7C15))
        }
      case .object(let object):
        result &+= Value.hash(Double(object.count)) &+ (salt ^ 0x5555)
        for (key, member) in object { pending.append((member, (salt ^ key.hash) &* 0xD6E8_FEB8_6659_FD93)) }
      case .null, .bool, .number, .literal, .small, .text, .slice, .lazy:
        result &+= (value.hash ^ salt) &* 0x94D0_49BB_1331_11EB
      }
    }
    return result
  }
}
