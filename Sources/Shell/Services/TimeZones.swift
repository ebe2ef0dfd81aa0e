import Calendar
import Synchronization

/// The time zones of this machine, and the selected one.
final class TimeZones: Sendable {
  let database: ZoneDatabase
  private let zone: Mutex<Zone?>

  /// - Parameter name: the time zone in the settings.
  init(_ database: ZoneDatabase, set name: String?) {
    self.database = database
    zone = Mutex(name.flatMap { database[$0] })
  }

  /// The time zone for times without one; nil if none is set.
  var current: Zone? {
    get { zone.withLock { $0 } }
    set { zone.withLock { $0 = newValue } }
  }
}

extension ZoneDatabase {
  /// The database of the C library: `$TZDIR`, otherwise `/usr/share/zoneinfo`.
  convenience init(_ surroundings: Surroundings) {
    let folder = surroundings.value("TZDIR") ?? "/usr/share/zoneinfo"
    self.init { try? LocalFile.contents(of: "\(folder)/\($0)", .regular, atMost: 1 << 20) }
  }
}
