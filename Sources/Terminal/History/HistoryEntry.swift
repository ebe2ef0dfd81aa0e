/// An entered line.
public struct HistoryEntry: Hashable, Sendable {
  /// The circumstances in which a line was entered.
  public struct Setting: Hashable, Sendable {
    /// What the line acted on, such as `sandbox`. Lines of another world are not recalled.
    public var world: String
    /// The provider in use, otherwise the one that the line called.
    public var provider: String?
    /// The profile of the provider; nil for the default one.
    public var profile: String?

    /// Creates a setting.
    public init(world: String, provider: String? = nil, profile: String? = nil) {
      self.world = world
      self.provider = provider
      self.profile = profile
    }
  }

  /// The outcome of a line.
  public struct Outcome: Hashable, Sendable {
    /// The exit status: 0 for success.
    public var status: Int32
    /// The duration.
    public var milliseconds: Int

    /// Creates an outcome.
    public init(status: Int32, milliseconds: Int) {
      self.status = status
      self.milliseconds = milliseconds
    }
  }

  /// The line itself.
  public var text: String
  /// Unix seconds.
  public var time: Int
  /// Nil for lines of files that do not contain it.
  public var setting: Setting?
  /// Nil until the line has ended, and for lines of files that do not contain it.
  public var outcome: Outcome?
  /// Identifies the entry in the record with its outcome.
  var id: String?

  /// Creates an entry.
  public init(text: String, time: Int, setting: Setting? = nil, outcome: Outcome? = nil) {
    self.text = text
    self.time = time
    self.setting = setting
    self.outcome = outcome
  }

  /// Whether the line may be suggested: it succeeded, or its outcome was never recorded.
  var isProposable: Bool { outcome.map { $0.status == 0 } ?? (id == nil) }
}

extension [HistoryEntry] {
  /// Adds records from the file: new entries, and outcomes of earlier ones.
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
  /// Adds an outcome. The account in use takes precedence over the called one.
  fileprivate mutating func add(_ ending: HistoryEnding) {
    outcome = ending.outcome
    guard setting?.provider == nil else { return }
    setting?.provider = ending.provider
    setting?.profile = ending.profile
  }
}
