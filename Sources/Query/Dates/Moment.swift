public import Calendar
public import JSON

/// Parses points in time written by users: Unix seconds and ISO 8601 texts.
public enum Moment {
  /// Why a value is not a point in time.
  public enum Fault: Error, Sendable {
    /// It is neither a number nor an ISO 8601 text.
    case unknown
    /// A time of day without a zone.
    case noZone
    /// A wall-clock time that the zone skips.
    case skipped(Zone)
  }

  /// Returns Unix seconds. A text without a zone is in `zone`; if that is nil, a bare date begins at midnight UTC.
  public static func seconds(_ value: Value, in zone: Zone?) throws(Fault) -> Double {
    if value.kind == .number, let seconds = value.double, seconds.magnitude < 1e15 { return seconds }
    guard let moment = value.string.flatMap({ ISOMoment($0) }) else { throw .unknown }
    if let offset = moment.offset { return moment.seconds(offset: offset) }
    guard let zone else {
      guard !moment.hasClock else { throw .noZone }
      return moment.seconds(offset: 0)
    }
    guard let found = zone.moments(ofWall: moment.wall).first else {
      // In some zones, a day can begin an hour late.
      guard moment.hasClock else { return Double(zone.moment(ofWall: moment.wall)) }
      throw .skipped(zone)
    }
    return Double(found) + moment.fraction
  }
}
