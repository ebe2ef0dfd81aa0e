/// The widths of columns that stand side by side in a number of columns of the terminal.
struct ColumnFit {
  /// Spaces between two columns.
  static let gap = 2

  /// Nil where not even the least widths fit.
  let widths: [Int]?

  /// Cuts the widest columns first and evenly, none below its least width.
  ///
  /// - Parameter room: nil sets no limit.
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

  /// Gives what the even cut left over to the columns that were cut, from the left.
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
