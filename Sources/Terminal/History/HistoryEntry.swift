/// A line that was entered before.
public struct HistoryEntry: Hashable, Sendable {
  /// The circumstances a line was entered in.
  public struct Setting: Hashable, Sendable {
    /// What the line acted on, such as `sandbox`; a line of another world is not recalled.
    public var world: String
    /// The provider in use, or else the one that the line called.
    public var provider: String?
    /// The profile of the provider; nil for the default one.
    public var profile: String?

    public init(world: String, provider: String? = nil, profile: String? = nil) {
      self.world = world
      self.provider = provider
      self.profile = profile
    }
  }

  /// How a line ended.
  public struct Outcome: Hashable, Sendable {
    /// The exit status: 0 for success.
    public var status: Int32
    public var milliseconds: Int

    public init(status: Int32, milliseconds: Int) {
      self.status = status
      self.milliseconds = milliseconds
    }
  }

  public var text: String
  /// Seconds since 1970.
  public var time: Int
  /// Nil for lines of files that did not keep it.
  public var setting: Setting?
  /// Nil until the line has ended, and for lines of files that did not keep it.
  public var outcome: Outcome?
  /// Names the entry for the record that brings its outcome.
  var id: String?

  public init(text: String, time: Int, setting: Setting? = nil, outcome: Outcome? = nil) {
    self.text = text
    self.time = time
    self.setting = setting
    self.outcome = outcome
  }

  /// Whether the line may be proposed: it succeeded, or nobody noted how it ended.
  var isProposable: Bool { outcome.map { $0.status == 0 } ?? (id == nil) }
}

extension [HistoryEntry] {
  /// Takes what a file has recorded since: entries, and the outcomes of earlier ones.
  mutating func add(_ records: [HistoryRecord]) {
    var waiting: [String: Int] = [:]
    for (index, entry) in enumerated() where entry.outcome == nil {
      if let id = entry.id { waiting[id] = index }
    }
    for record in records {
      switch record {
      case .entry(let entry):
        if let id = entry.id, entry.outcome == nil { waiting[id] = count }
        append(entry)
      case .ending(let ending):
        if let index = waiting.removeValue(forKey: ending.id) { self[index].add(ending) }
      }
    }
  }
}

extension HistoryEntry {
  /// What was in use when the line was entered goes before what it called.
  fileprivate mutating func add(_ ending: HistoryEnding) {
    outcome = ending.outcome
    guard setting?.provider == nil else { return }
    setting?.provider = ending.provider
    setting?.profile = ending.profile
  }
}
