/// How much of the stack recursion may use.
enum StackRoom {
  /// Bytes that a parser may use below its first step: what threads with stacks of the usual 8 MB can always spare.
  static let budget: UInt = 3 << 20

  /// Where the stack stands now.
  @inline(never) static var current: UInt {
    var here: UInt8 = 0
    return withUnsafeMutablePointer(to: &here) { UInt(bitPattern: $0) }
  }
}
