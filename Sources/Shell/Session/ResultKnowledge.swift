import Calendar
import Glibc
import HTTP
import JSON
import Providers
import Rendering

/// Information about a result from the session: the columns of its resource, its times, and the pages not read.
struct ResultKnowledge: Sendable {
  private let client: ProviderClient
  private let lines: CurrentLine
  private let columns: RememberedColumns
  private let presence: ShellSession.Presence

  init(_ services: Services, _ presence: ShellSession.Presence) {
    client = services.providers.client
    lines = services.line
    columns = RememberedColumns(path: services.folders.columns)
    self.presence = presence
  }

  @Sendable func hints(_ value: Value) -> ResultHints {
    var hints = ResultHints()
    switch presence {
    case .person: hints.advice = "\\G shows all"
    case .nobody: hints.advice = "--output vertical shows all"
    }
    let names = Self.names(value)
    guard !names.isEmpty, let origin = client.origin(ofMembers: names, after: lines.firstExchange) else { return hints }
    hints.first = origin.columns.map { ColumnPath($0) }
    hints.keepsOrder = !origin.isWhole
    hints.unixTimes = Set(origin.unixTimes.map { ColumnPath($0) })
    // A misspelt name selects nothing.
    hints.chosen = columns[origin.resource].filter { origin.members.contains(String($0.prefix { $0 != "." })) }
      .map { ColumnPath($0) }
    guard value.array != nil, let pages = origin.pages else { return hints }
    hints.pages = pages.total.map { "\(pages.read) of \($0) pages" } ?? "more pages: each(\(origin.method)…)"
    return hints
  }

  /// The member names of an object, or of all objects in a list.
  private static func names(_ value: Value) -> Set<String> {
    var keys: Set<Text> = []
    for element in value.array ?? [value] { keys.formUnion(element.object?.keys ?? []) }
    return Set(keys.map(\.string))
  }
}

extension LocalClock {
  /// Creates a clock with the selected time zone, otherwise the system's.
  init(_ zones: TimeZones) {
    let zone = zones.current
    self.init(now: WallClock.system.now()) { seconds in zone?.offset(at: seconds) ?? Self.systemOffset(at: seconds) }
  }

  /// The offset according to the C library, which reads `$TZ`.
  private static func systemOffset(at seconds: Int) -> Int {
    var (moment, local) = (time_t(seconds), tm())
    guard localtime_r(&moment, &local) != nil else { return 0 }
    return local.tm_gmtoff
  }
}
