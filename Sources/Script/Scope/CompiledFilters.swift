import Diagnostics
import Query

/// The compiled filters of a text by range. The checks compile each expression, and the run reuses the filters.
struct CompiledFilters: Sendable {
  /// The maximum number of filters to keep; further expressions are compiled again at run time.
  static let most = 20_000

  private struct Entry {
    let version: Int
    let account: Account?
    let isPlanning: Bool
    let filter: Filter
  }

  private var entries: [SourceRange: Entry] = [:]
  /// The offsets of blocks that do not wait for anything.
  private var busyBlocks: Set<Int> = []

  var isFull: Bool { entries.count >= Self.most }

  /// Whether the checks found nothing in a block that waits: no call, question or command.
  func isBusy(_ block: Block) -> Bool { busyBlocks.contains(block.range.lower) }

  mutating func noteBusy(_ block: Block) { busyBlocks.insert(block.range.lower) }

  /// The filter of an expression, if it was compiled for the same scope.
  func filter(at range: SourceRange, in scope: Scope, isPlanning: Bool) -> Filter? {
    guard let entry = entries[range], entry.version == scope.version, entry.isPlanning == isPlanning,
      entry.account == scope.account
    else { return nil }
    return entry.filter
  }

  mutating func keep(_ filter: Filter, at range: SourceRange, in scope: Scope, isPlanning: Bool) {
    entries[range] = Entry(version: scope.version, account: scope.account, isPlanning: isPlanning, filter: filter)
  }
}
