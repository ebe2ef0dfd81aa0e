import Diagnostics
import Query

/// The filters of a text by their place: the checks compile each expression, and the run starts with their filters.
struct CompiledFilters: Sendable {
  /// How many expressions the checks keep the filters of; those after them are compiled again when they run.
  static let most = 20_000

  private struct Entry {
    let version: Int
    let account: Account?
    let isPlanning: Bool
    let filter: Filter
  }

  private var entries: [SourceRange: Entry] = [:]
  /// The beginnings of the blocks in which nothing waits for anybody.
  private var busyBlocks: Set<Int> = []

  var isFull: Bool { entries.count >= Self.most }

  /// Whether the checks found nothing in a block that waits: no call, no question, no command.
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
