import JSON
import Query

/// Names the rows of one loop in the order they come.
struct RowKeys {
  let loop: Int
  /// How often each content came; nil where rows are named by their place.
  private var occurrences: [Digest: Int]?
  private var count = 0

  init(loop: Int, byContent: Bool) {
    self.loop = loop
    occurrences = byContent ? [:] : nil
  }

  /// - Parameter name: what `by` names the row; nil where its content does.
  mutating func next(_ value: Value, named name: Value?) -> UnitKey {
    defer { count += 1 }
    guard occurrences != nil else { return .row(loop: loop, key: .index(count)) }
    let digest = Digest(name ?? value)
    let occurrence = occurrences?[digest, default: 0] ?? 0
    occurrences?[digest] = occurrence + 1
    return .row(loop: loop, key: .content(digest, occurrence: occurrence))
  }
}
