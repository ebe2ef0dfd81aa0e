import Calendar
import Synchronization

/// The time zones of this machine, and the one that is set.
final class TimeZones: Sendable {
  let database: ZoneDatabase
  private let zone: Mutex<Zone?>

  /// - Parameter name: the zone that the settings name.
  init(_ database: ZoneDatabase, set name: String?) {
    self.database = database
    zone = Mutex(name.flatMap { database[$0] })
  }

  /// The zone of times without one; nil where none is set.
  var current: Zone? {
    get { zone.withLock { $0 } }
    set { zone.withLock { $0 = newValue } }
  }
}

extension ZoneDatabase {
  /// The one of the C library: `$TZDIR`, else `/usr/share/zoneinfo`.
  convenience init(_ surroundings: Surroundings) {
    let folder = surroundings.value("TZDIR") ?? "/usr/share/zoneinfo"
    self.init { try? LocalFile.contents(of: "\(folder)/\($0)", .regular, atMost: 1 << 20) }
  }
}
