import Query
import Script

/// One of several equal parts of a loop's rows, so that as many machines can share the work: every row is in just one.
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

  /// Whether the row of that index, from 0, belongs to it.
  public func contains(row: Int) -> Bool { row % count == index - 1 }
}

/// Lets only the rows of a shard run.
struct ShardObserver: RowObserver {
  let shard: Shard

  func begin(_ row: Row) -> Bool { shard.contains(row: row.index) }

  func caller(_ row: Row, _ caller: (any Caller)?) -> (any Caller)? { caller }

  func retry(_ row: Row, _ failure: Failure, attempt: Int) {}

  func finish(_ row: Row, _ outcome: RowOutcome) {}
}
