/// What a call can do, from harmless to lasting.
public enum Risk: String, Sendable, Hashable, CaseIterable, Comparable {
  case read
  case write
  /// Reaches a person: an e-mail, a booking answer.
  case outward
  /// Loses data or has no undo.
  case destructive

  public static func < (left: Risk, right: Risk) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .read: 0
    case .write: 1
    case .outward: 2
    case .destructive: 3
    }
  }
}
