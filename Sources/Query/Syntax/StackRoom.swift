import Threads

/// The nesting limits for a source text, given the stack of the current thread.
struct StackRoom {
  /// The maximum nesting of brackets, since trees are walked recursively. jq allows about 10,000.
  let nesting: Int
  /// The maximum number of operators in an expression, including those in its brackets.
  let chain: Int
  /// The maximum depth of the expressions that a compiler walks.
  let expressions: Int
  /// The number of stack bytes that a parser may use below its first step.
  let bytes: UInt

  /// The limits for the current thread. Without a deep stack, they fit in what threads with the usual 8 MB can always
  /// spare.
  init() {
    (nesting, chain, expressions, bytes) =
      DeepStack.isCurrent ? (10_000, 50_000, 100_000, 256 << 20) : (2000, 4000, 2000, 3 << 20)
  }

  /// The current stack address.
  @inline(never) static var current: UInt {
    var here: UInt8 = 0
    return withUnsafeMutablePointer(to: &here) { UInt(bitPattern: $0) }
  }
}
