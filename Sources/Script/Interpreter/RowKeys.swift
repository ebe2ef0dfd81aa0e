import JSON
import Query

/// Assigns keys to the rows of a loop, in order.
struct RowKeys {
  let loop: Int
  /// The number of occurrences of each content; nil if rows are identified by index.
  private var occurrences: [Digest: Int]?
  private var count = 0

  init(loop: Int, byContent: Bool) {
    self.loop = loop
    occurrences = byContent ? [:] : nil
  }

  /// - Parameter name: the key from `by`; nil to use the content.
  mutating func next(_ value: Value, named name: Value?) -> UnitKey {
    defer { count += 1 }
    guard occurrences != nil else { return .row(loop: loop, key: .index(count)) }
    let digest = Digest(name ?? value)
    let occurrence = occurrences?[digest, default: 0] ?? 0
    occurrences?[digest] = occurrence + 1
    return .row(loop: loop, key: .content(digest, occurrence: occurrence))
  }
}
