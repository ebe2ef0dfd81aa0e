public import Query
import Script

/// One of several parts of a loop's rows, so that as many machines can share the work: every row is in just one.
public struct Shard: Sendable, Hashable {
  /// From 1.
  public let index: Int
  public let count: Int

  /// Reads `2/5`; nil where that is no part of a whole.
  public init?(parsing text: String) {
    let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let index = numbers[0], let count = numbers[1], count > 0, (1...count).contains(index)
    else { return nil }
    self.index = index
    self.count = count
  }

  /// Whether a row belongs to it. The content of the row decides, so that a list that moves between two runs neither
  /// skips nor doubles rows; equal rows are told apart by their order.
  public func contains(_ row: RowKey) -> Bool {
    let number: UInt64 =
      switch row {
      case .index(let index): UInt64(index)
      case .content(let digest, let occurrence): digest.prefix &+ UInt64(occurrence)
      }
    return number % UInt64(count) == UInt64(index - 1)
  }
}

/// Lets only the rows of a shard run.
struct ShardObserver: UnitObserver {
  let shard: Shard

  var namesRowsByContent: Bool { true }

  func begin(_ unit: WorkUnit, row: Row?) -> Admission {
    guard case .row(_, let key) = unit.key else { return .run }
    return shard.contains(key) ? .run : .skip
  }
}
