import Glibc

/// The lines that were entered before, shared with other processes through a file.
public final class History {
  /// The oldest first; no text twice.
  public var entries: [HistoryEntry] {
    loadNews()
    return loaded
  }

  private var loaded: [HistoryEntry] = []
  private var isFresh = false
  private let file: HistoryFile?
  private let limit: Int
  private let filter: (String) -> String?
  private let now: () -> Int

  /// Keeps the history in memory, and in the file at the path when there is one (created with mode 0600).
  ///
  /// Every line goes through `filter` before it is stored anywhere: it may shorten the line or refuse it with nil.
  /// Lines that begin with a blank are never stored. `now` tells the seconds since 1970.
  public init(
    path: String? = nil, limit: Int = 10_000, filter: @escaping (String) -> String? = { $0 },
    now: @escaping () -> Int = History.systemTime
  ) {
    file = path.map { HistoryFile(path: $0) }
    self.limit = max(1, limit)
    self.filter = filter
    self.now = now
  }

  /// The seconds since 1970 by the clock of the system.
  public static func systemTime() -> Int {
    time(nil)
  }

  /// Stores the line as the newest entry and forgets an older equal one.
  public func append(_ line: String) {
    guard line.first?.isWhitespace == false, let kept = filter(line), kept.contains(where: { !$0.isWhitespace })
    else { return }
    loadNews()
    guard loaded.last?.text != kept else { return }
    let entry = HistoryEntry(text: kept, time: now())
    if let file {
      if file.append(entry) { return refresh() }
    }
    loaded = Self.condensed(loaded + [entry], limit: limit)
  }

  /// Sends stored entries through the filter once more, those that `concerns` picks: what it hides may have grown since
  /// they were stored.
  public func filterAgain(where concerns: (String) -> Bool) {
    func again(_ entries: [HistoryEntry]) -> [HistoryEntry] {
      entries.compactMap { entry in
        guard concerns(entry.text) else { return entry }
        return filter(entry.text).map { HistoryEntry(text: $0, time: entry.time) }
      }
    }
    guard entries.contains(where: { concerns($0.text) }) else { return }
    _ = file?.compact(again)
    loaded = again(loaded)
    refresh()
  }

  /// Lets the next look at `entries` bring what other processes have added.
  public func refresh() {
    isFresh = false
  }

  /// The newest entry that begins with the text and goes on after it.
  func newest(beginningWith prefix: String) -> String? {
    entries.last { $0.text.utf8.count > prefix.utf8.count && $0.text.utf8.starts(with: prefix.utf8) }?.text
  }

  /// Reads what is new in the file, if `refresh` was called since the last time.
  func loadNews() {
    guard !isFresh, let file else { return }
    isFresh = true
    let news = file.readNews()
    if news.lines > limit + limit / 2 {
      let limit = limit
      _ = file.compact { Self.condensed($0, limit: limit) }
    }
    guard news.isWhole || !news.entries.isEmpty else { return }
    loaded = Self.condensed((news.isWhole ? [] : loaded) + news.entries, limit: limit)
  }

  /// The newest entries without earlier ones of the same text.
  static func condensed(_ entries: [HistoryEntry], limit: Int) -> [HistoryEntry] {
    var seen = Set<String>(minimumCapacity: entries.count)
    var kept: [HistoryEntry] = []
    for entry in entries.reversed() where kept.count < limit && seen.insert(entry.text).inserted {
      kept.append(entry)
    }
    return kept.reversed()
  }
}
