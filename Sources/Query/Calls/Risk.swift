/// The risk class of a call, from harmless to irreversible.
public enum Risk: String, Sendable, Hashable, CaseIterable, Comparable {
  case read
  case write
  /// Reaches a person, such as an e-mail or a reply to a booking.
  case outward
  /// Loses data or cannot be undone.
  case destructive

  /// Compares two classes; the more harmful one is the greater.
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
