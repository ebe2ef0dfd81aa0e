public import Query
public import Script

/// One of several parts of a loop's rows, so that as many machines can share the work: every row is in just one.
public struct Shard: Sendable, Hashable, CustomStringConvertible {
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

  public var description: String { "\(index)/\(count)" }

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
public struct ShardObserver: UnitObserver {
  let shard: Shard

  public init(_ shard: Shard) { self.shard = shard }

  public var namesRowsByContent: Bool { true }

  public func begin(_ unit: WorkUnit, row: Row?) -> Admission {
    guard case .row(_, let key) = unit.key else { return .run }
    return shard.contains(key) ? .run : .skip
  }
}
