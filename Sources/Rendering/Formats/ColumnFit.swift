/// Distributes the width of the terminal among columns.
struct ColumnFit {
  /// The number of spaces between two columns.
  static let gap = 2

  /// nil if even the minimum widths do not fit.
  let widths: [Int]?

  /// Shrinks the widest columns first and evenly, down to their minimum widths.
  ///
  /// - Parameter room: the available width; nil for no limit.
  init(natural: [Int], least: [Int], room: Int?) {
    guard let room else {
      widths = natural
      return
    }
    let available = max(0, room - Self.gap * (natural.count - 1))
    guard natural.reduce(0, +) > available else {
      widths = natural
      return
    }
    func fitted(_ cap: Int) -> [Int] { zip(natural, least).map { min($0, max($1, cap)) } }
    guard fitted(0).reduce(0, +) <= available else {
      widths = nil
      return
    }
    var (low, high) = (0, available)
    while low < high {
      let middle = (low + high + 1) / 2
      if fitted(middle).reduce(0, +) <= available { low = middle } else { high = middle - 1 }
    }
    widths = Self.spread(available, over: fitted(low), natural)
  }

  /// Distributes the remaining width among the shrunk columns, from the left.
  private static func spread(_ available: Int, over widths: [Int], _ natural: [Int]) -> [Int] {
    var widths = widths
    var rest = available - widths.reduce(0, +)
    for column in widths.indices where rest > 0 && widths[column] < natural[column] {
      widths[column] += 1
      rest -= 1
    }
    return widths
  }
}
