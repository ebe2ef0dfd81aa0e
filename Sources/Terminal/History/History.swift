import Glibc

/// The history of entered lines, shared with other processes through a file.
public final class History {
  /// The setting for lines appended from now on. Only entries of its world, and those without one, are recalled.
  public var setting: HistoryEntry.Setting? {
    didSet { if setting?.world != oldValue?.world { recalled = nil } }
  }

  /// The recalled entries, oldest first, without duplicate texts.
  public var entries: [HistoryEntry] {
    loadNews()
    if let recalled { return recalled }
    let entries = Self.condensed(loaded.filter(isRecalled), limit: limit) { $0.text }
    recalled = entries
    return entries
  }

  /// All entries, oldest first, without duplicates of text and setting.
  private var loaded: [HistoryEntry] = [] {
    didSet { recalled = nil }
  }
  private var recalled: [HistoryEntry]?
  /// The id of the last appended entry, until its outcome is known.
  private var waiting: String?
  private var isFresh = false
  private var appended = 0
  private let file: HistoryFile?
  private let limit: Int
  private let filter: (String) -> String?
  private let now: () -> Int

  /// Creates a history in memory, and in the file at `path` if given (created with mode 0600).
  ///
  /// Every line is passed through `filter` before it is stored: it may change the line, or return nil to reject it.
  /// Lines that begin with a blank are never stored. `now` returns Unix seconds.
  public init(
    path: String? = nil, limit: Int = 10_000, filter: @escaping (String) -> String? = { $0 },
    now: @escaping () -> Int = History.systemTime
  ) {
    file = path.map { HistoryFile(path: $0) }
    self.limit = max(1, limit)
    self.filter = filter
    self.now = now
  }

  /// Unix seconds of the system clock.
  public static func systemTime() -> Int {
    time(nil)
  }

  /// Stores a line as the newest entry and removes an older equal one. If there is a setting, call `end` afterwards.
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

  /// Records the outcome of the last appended line, and the account that it called.
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

  /// Passes the stored entries selected by `concerns` through the filter again, since further secrets may be known.
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

  /// Makes the next access to `entries` read what other processes have added.
  public func refresh() {
    isFresh = false
  }

  /// The newest line that begins with a prefix and continues after it, did not fail, and is wanted.
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

  /// Reads additions to the file, if `refresh` has been called since the last time.
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

  /// The newest entries, without older ones with the same text and setting.
  private static func condensed(_ entries: [HistoryEntry], limit: Int) -> [HistoryEntry] {
    condensed(entries, limit: limit) { Key(text: $0.text, setting: $0.setting) }
  }

  /// The newest entries, without older ones with the same key.
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

    /// Hash only the text, since few settings share a text.
    func hash(into hasher: inout Hasher) { hasher.combine(text) }
  }
}
