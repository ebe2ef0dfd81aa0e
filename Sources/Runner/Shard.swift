public import Query
public import Script

/// One of N parts of a loop's rows, so that N machines can share the work. Every row belongs to exactly one shard.
public struct Shard: Sendable, Hashable, CustomStringConvertible {
  /// The number of this shard, from 1.
  public let index: Int
  /// The number of shards.
  public let count: Int

  /// Parses `2/5`; nil if the text is not a valid shard.
  public init?(parsing text: String) {
    let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let index = numbers[0], let count = numbers[1], count > 0, (1...count).contains(index)
    else { return nil }
    self.index = index
    self.count = count
  }

  /// The form on the command line: `2/5`.
  public var description: String { "\(index)/\(count)" }

  /// Whether a row belongs to the shard. This depends on the content of the row, so that rows are neither skipped nor
  /// duplicated if the list changes order between runs. Equal rows are distinguished by their order.
  public func contains(_ row: RowKey) -> Bool {
    let number: UInt64 =
      switch row {
      case .index(let index): UInt64(index)
      case .content(let digest, let occurrence): digest.prefix &+ UInt64(occurrence)
      }
    return number % UInt64(count) == UInt64(index - 1)
  }
}

/// Runs only the rows of a shard.
public struct ShardObserver: UnitObserver {
  let shard: Shard

  /// Creates an observer for a shard.
  public init(_ shard: Shard) { self.shard = shard }

  /// Always true: the shard of a row depends on its content.
  public var namesRowsByContent: Bool { true }

  /// Skips rows of other shards.
  public func begin(_ unit: WorkUnit, row: Row?) -> Admission {
    guard case .row(_, let key) = unit.key else { return .run }
    return shard.contains(key) ? .run : .skip
  }
}
