/// A time zone: its offsets from UTC through the years.
///
/// Source: RFC 9636 (TZif).
public struct Zone: Sendable {
  public let name: String
  /// When another offset begins, in seconds since 1970, ascending.
  private let transitions: [Int]
  /// Seconds east of UTC before the first transition, and from each one on.
  private let offsets: [Int]
  /// Holds after the last transition; nil where its offset stays.
  private let rule: ZoneRule?

  init(name: String, transitions: [Int], offsets: [Int], rule: ZoneRule?) {
    self.name = name
    self.transitions = transitions
    self.offsets = offsets
    self.rule = rule
  }

  public static let utc = Zone(name: "UTC", transitions: [], offsets: [0], rule: nil)

  /// Seconds east of UTC at a moment.
  public func offset(at seconds: Int) -> Int {
    if let rule, seconds >= transitions.last ?? .min { return rule.offset(at: seconds) }
    var (low, high) = (0, transitions.count)
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    return offsets[low]
  }

  /// The moments at which clocks show a wall time (seconds since 1970 as if in UTC), the earlier one first: two where
  /// clocks are put back, none where they are put forward.
  public func moments(ofWall wall: Int) -> [Int] {
    let around = [offset(at: wall - 86_400), offset(at: wall + 86_400)]
    let found = around.map { wall - $0 }.filter { offset(at: $0) == wall - $0 }
    return Set(found).sorted()
  }

  /// The moment of a wall time: of two the one with this offset, else the earlier; one that is skipped moves on by as much
  /// as the clocks do.
  public func moment(ofWall wall: Int, preferring offset: Int? = nil) -> Int {
    let found = moments(ofWall: wall)
    return found.first { wall - $0 == offset } ?? found.first ?? wall - self.offset(at: wall - 86_400)
  }
}
