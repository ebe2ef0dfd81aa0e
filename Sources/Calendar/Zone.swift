/// A time zone: its UTC offsets over time.
///
/// Source: RFC 9636 (TZif).
public struct Zone: Sendable {
  /// The name, such as `Europe/Amsterdam`.
  public let name: String
  /// The times at which the offset changes, in Unix seconds, ascending.
  private let transitions: [Int]
  /// The UTC offsets in seconds: before the first transition, and from each transition on.
  private let offsets: [Int]
  /// The rule after the last transition; nil if the last offset remains in force.
  private let rule: ZoneRule?

  init(name: String, transitions: [Int], offsets: [Int], rule: ZoneRule?) {
    self.name = name
    self.transitions = transitions
    self.offsets = offsets
    self.rule = rule
  }

  /// Coordinated Universal Time.
  public static let utc = Zone(name: "UTC", transitions: [], offsets: [0], rule: nil)

  /// Returns the UTC offset at a time, in seconds east of UTC.
  public func offset(at seconds: Int) -> Int {
    if let rule, seconds >= transitions.last ?? .min { return rule.offset(at: seconds) }
    var (low, high) = (0, transitions.count)
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    return offsets[low]
  }

  /// Returns the times at which clocks show a wall-clock time (Unix seconds as if in UTC), in ascending order. There
  /// are two if clocks were put back, and none if they were put forward.
  public func moments(ofWall wall: Int) -> [Int] {
    let around = [offset(at: wall - 86_400), offset(at: wall + 86_400)]
    let found = around.map { wall - $0 }.filter { offset(at: $0) == wall - $0 }
    return Set(found).sorted()
  }

  /// Returns the time at which clocks show a wall-clock time. Of two, the one with the preferred offset, or else the
  /// earlier; a skipped time is moved forward by the length of the gap.
  public func moment(ofWall wall: Int, preferring offset: Int? = nil) -> Int {
    let found = moments(ofWall: wall)
    return found.first { wall - $0 == offset } ?? found.first ?? wall - self.offset(at: wall - 86_400)
  }
}
