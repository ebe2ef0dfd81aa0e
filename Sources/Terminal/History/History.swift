import Glibc

/// The lines that were entered before, shared with other processes through a file.
public final class History {
  /// Of the lines that are appended from now on; only entries of its world, and those that know of none, are recalled.
  public var setting: HistoryEntry.Setting? {
    didSet { if setting?.world != oldValue?.world { recalled = nil } }
  }

  /// What is recalled, the oldest first; no text twice.
  public var entries: [HistoryEntry] {
    loadNews()
    if let recalled { return recalled }
    let entries = Self.condensed(loaded.filter(isRecalled), limit: limit) { $0.text }
    recalled = entries
    return entries
  }

  /// The oldest first; a text only once for each setting.
  private var loaded: [HistoryEntry] = [] {
    didSet { recalled = nil }
  }
  private var recalled: [HistoryEntry]?
  /// The entry that was appended last, until its outcome is known.
  private var waiting: String?
  private var isFresh = false
  private var appended = 0
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

  /// Stores the line as the newest entry and forgets an older equal one. With a setting, `end` is to follow.
  public func append(_ line: String) {
    waiting = nil
    guard line.first?.isWhitespace == false, let kept = filter(line), kept.contains(where: { !$0.isWhitespace })
    else { return }
    loadNews()
    var entry = HistoryEntry(text: kept, time: now(), setting: setting)
    if setting == nil {
      guard loaded.last?.text != kept else { return }
    } else {
      appended += 1
      entry.id = "\(entry.time)-\(getpid())-\(appended)"
      waiting = entry.id
    }
    store(.entry(entry))
  }

  /// Notes how the line appended last ended, and the account that it called.
  public func end(_ outcome: HistoryEntry.Outcome, provider: String? = nil, profile: String? = nil) {
    guard let id = waiting else { return }
    waiting = nil
    store(.ending(HistoryEnding(id: id, outcome: outcome, provider: provider, profile: profile)))
  }

  private func store(_ record: HistoryRecord) {
    if let file, file.append(record) { return refresh() }
    add([record])
  }

  private func add(_ records: [HistoryRecord]) {
    var entries = loaded
    entries.add(records)
    loaded = Self.condensed(entries, limit: limit)
  }

  /// Sends stored entries through the filter once more, those that `concerns` picks: what it hides may have grown since
  /// they were stored.
  public func filterAgain(where concerns: (String) -> Bool) {
    func again(_ entries: [HistoryEntry]) -> [HistoryEntry] {
      entries.compactMap { entry in
        guard concerns(entry.text) else { return entry }
        guard let text = filter(entry.text) else { return nil }
        var filtered = entry
        filtered.text = text
        return filtered
      }
    }
    loadNews()
    guard loaded.contains(where: { concerns($0.text) }) else { return }
    _ = file?.compact(again)
    loaded = again(loaded)
    refresh()
  }

  /// Lets the next look at `entries` bring what other processes have added.
  public func refresh() {
    isFresh = false
  }

  /// The newest line that begins with the text, goes on after it, did not fail, and is one of those wanted.
  public func newest(beginningWith prefix: String, where isWanted: (HistoryEntry) -> Bool = { _ in true }) -> String? {
    loadNews()
    let prefix = Array(prefix.utf8)
    return loaded.last { entry in
      entry.text.utf8.count > prefix.count && entry.text.utf8.starts(with: prefix) && entry.isProposable
        && isRecalled(entry) && isWanted(entry)
    }?.text
  }

  private func isRecalled(_ entry: HistoryEntry) -> Bool {
    guard let world = setting?.world, let other = entry.setting?.world else { return true }
    return world == other
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
    if news.isWhole { loaded = [] }
    if !news.records.isEmpty { add(news.records) }
  }

  /// The newest entries without earlier ones of the same text and setting.
  private static func condensed(_ entries: [HistoryEntry], limit: Int) -> [HistoryEntry] {
    condensed(entries, limit: limit) { Key(text: $0.text, setting: $0.setting) }
  }

  /// The newest entries without earlier ones of the same key.
  private static func condensed<Key: Hashable>(
    _ entries: [HistoryEntry], limit: Int, by key: (HistoryEntry) -> Key
  ) -> [HistoryEntry] {
    var seen = Set<Key>(minimumCapacity: entries.count)
    var kept: [HistoryEntry] = []
    for entry in entries.reversed() where kept.count < limit && seen.insert(key(entry)).inserted {
      kept.append(entry)
    }
    return kept.reversed()
  }

  private struct Key: Hashable {
    let text: String
    let setting: HistoryEntry.Setting?

    /// Few settings have a text in common.
    func hash(into hasher: inout Hasher) { hasher.combine(text) }
  }
}
