import Synchronization

/// The time zones of a system, each loaded on first use. Safe to use from several threads.
public final class ZoneDatabase: Sendable {
  /// Reads a file below the database's directory; nil if it cannot be read.
  private let read: @Sendable (_ name: String) -> [UInt8]?
  private let known = Mutex<[String: Zone]>([:])

  /// Creates a database that reads its files with `read`.
  public init(read: @escaping @Sendable (_ name: String) -> [UInt8]?) { self.read = read }

  /// Returns the zone with a name such as `Europe/Amsterdam`; nil if there is none.
  public subscript(name: String) -> Zone? {
    if let zone = known.withLock({ $0[name] }) { return zone }
    guard Self.isName(name) else { return nil }
    guard let zone = read(name).flatMap({ Zone(name: name, tzif: $0) }) else { return name == "UTC" ? .utc : nil }
    known.withLock { $0[name] = zone }
    return zone
  }

  /// The names in `zone.tab`; empty if the system does not have it.
  public var names: [String] {
    let lines = String(decoding: read("zone.tab") ?? [], as: UTF8.self).split(separator: "\n")
    return lines.filter { !$0.hasPrefix("#") }.compactMap { line in
      let columns = line.split(separator: "\t")
      return columns.count > 2 ? String(columns[2]) : nil
    }.sorted()
  }

  /// Whether the name is valid and stays below the directory.
  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix("/") && !name.contains("..")
      && name.utf8.allSatisfy { 0x61...0x7A ~= $0 | 0x20 || 0x2B...0x39 ~= $0 || $0 == 0x5F }
  }
}
