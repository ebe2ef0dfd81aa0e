import Threads

/// How deep a text may nest, given the stack of the thread that reads it.
struct StackRoom {
  /// How deep brackets may nest; more is an error, since trees are walked recursively. 10,000 is about what jq allows.
  let nesting: Int
  /// How many operators may follow one another in one expression, those inside its brackets included.
  let chain: Int
  /// How deep the expressions may be that a compiler walks.
  let expressions: Int
  /// Bytes that a parser may use below its first step.
  let bytes: UInt

  /// Of the current thread. What is allowed without a deep stack fits in what threads with the usual 8 MB can always spare.
  init() {
    (nesting, chain, expressions, bytes) =
      DeepStack.isCurrent ? (10_000, 50_000, 100_000, 256 << 20) : (2000, 4000, 2000, 3 << 20)
  }

  /// Where the stack stands now.
  @inline(never) static var current: UInt {
    var here: UInt8 = 0
    return withUnsafeMutablePointer(to: &here) { UInt(bitPattern: $0) }
  }
}
