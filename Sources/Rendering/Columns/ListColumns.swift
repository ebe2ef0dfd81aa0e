import JSON

/// The columns of a list of objects that fit on the terminal.
struct ListColumns {
  /// The shown columns, in table order.
  let shown: [ListColumn]
  let widths: [Int]
  /// The number of members that are not shown.
  let hidden: Int

  /// The minimum width of a truncated column.
  private static let narrowest = 6

  /// Chooses the columns: the user's if all of them exist in the rows; otherwise the first columns, then others by
  /// usefulness, as far as there is room.
  init(_ rows: [Value], _ options: RenderingOptions) {
    let keys = Self.keys(of: rows)
    let (columns, first) = Self.possible(rows, keys, options)
    let room = options.room()
    let taken = Self.fitting(columns, room, first)
    shown = taken.map { columns[$0] }
    widths = Self.widths(shown, room)
    let seen = Set(shown.compactMap(\.path.parts.first))
    hidden = keys.count { !seen.contains($0) }
  }

  /// All candidate columns, regardless of the available width.
  static func all(of rows: [Value], _ options: RenderingOptions) -> [ListColumn] {
    possible(rows, keys(of: rows), options).columns
  }

  /// Returns the candidate columns, and the paths of those that come first.
  private static func possible(
    _ rows: [Value], _ keys: [Text], _ options: RenderingOptions
  ) -> (columns: [ListColumn], first: [ColumnPath]) {
    let hints = options.hints
    let value = ShownValue(options)
    let chosen = hints.chosen(in: rows)
    let first = chosen ?? firstColumns(hints, keys, rows)
    let paths = chosen ?? candidates(keys, rows, first, hints.keepsOrder)
    let columns = paths.map { path in
      ListColumn(path, rows: rows, value, isUnixTime: hints.unixTimes.contains(path), isFirst: first.contains(path))
    }
    // Objects that a script builds from parts keep their empty columns.
    let isWhole = !hints.first.isEmpty && !hints.keepsOrder && rows.count > 1
    let filled = columns.filter { $0.rank != .empty }
    return (isWhole && !filled.isEmpty ? filled : columns, first)
  }

  /// The names of all members, in order of appearance.
  static func keys(of rows: [Value]) -> [Text] {
    var known = Set<Text>()
    return rows.flatMap { $0.object?.keys ?? [] }.filter { known.insert($0).inserted }
  }

  /// The preferred columns that exist in the rows; by default, an identifier and a label.
  private static func firstColumns(_ hints: ResultHints, _ keys: [Text], _ rows: [Value]) -> [ColumnPath] {
    let known = hints.first.filter { path in rows.contains(where: path.exists) }
    guard known.isEmpty else { return known }
    let label = Self.labels.first { keys.contains($0) }
    return [keys.first { $0 == "id" }, label].compactMap { $0.map { ColumnPath([$0]) } }
  }

  /// Member names that identify an object, best first.
  private static let labels: [Text] = ["name", "title", "label", "email", "username", "key"]

  /// All candidates: the preferred columns, then one for each other member; or all in member order.
  private static func candidates(_ keys: [Text], _ rows: [Value], _ first: [ColumnPath], _ keepsOrder: Bool)
    -> [ColumnPath]
  {
    let covered = Set(first.compactMap(\.parts.first))
    guard keepsOrder else { return first + keys.filter { !covered.contains($0) }.map { telling($0, rows) } }
    return keys.flatMap { key in
      let known = first.filter { $0.parts.first == key }
      return known.isEmpty ? [telling(key, rows)] : known
    }
  }

  /// The column for a member. Objects with a single identifying member are represented by that member.
  private static func telling(_ key: Text, _ rows: [Value]) -> ColumnPath {
    let path = ColumnPath([key])
    var members = Set<Text>()
    for row in rows {
      guard let value = row.object?[key], !value.isNull else { continue }
      guard let object = value.object else { return path }
      members.formUnion(object.keys)
    }
    guard let telling = members.count == 1 ? members.first : labels.first(where: members.contains) else { return path }
    return ColumnPath([key, telling])
  }

  /// The indices of the columns that fit, in table order. If there is too little room, constant and empty columns are
  /// dropped first.
  private static func fitting(_ columns: [ListColumn], _ room: Int, _ first: [ColumnPath]) -> [Int] {
    let all = columns.reduce(0) { $0 + leastWidth($1, room) + ColumnFit.gap } - ColumnFit.gap
    guard all > room else { return Array(columns.indices) }
    var rest = room
    var taken = Set<Int>()
    let places = columns.indices.map { first.firstIndex(of: columns[$0].path) ?? first.count + $0 }
    let order = columns.indices.filter { columns[$0].rank < .constant }
      .sorted { (columns[$0].rank, places[$0]) < (columns[$1].rank, places[$1]) }
    for index in order.isEmpty ? [0] : order {
      let width = leastWidth(columns[index], room) + (taken.isEmpty ? 0 : ColumnFit.gap)
      guard width <= rest || taken.isEmpty else { continue }
      taken.insert(index)
      rest -= width
    }
    return taken.sorted()
  }

  /// The minimum useful width of a column.
  private static func leastWidth(_ column: ListColumn, _ room: Int) -> Int {
    if column.isWhole { return max(column.cellWidth, min(column.heading.width, 12)) }
    let share = column.rank == .first ? max(min(16, room / 3), room / 10 * 3) : max(min(12, room / 5), room / 8)
    return min(column.naturalWidth, max(narrowest, share))
  }

  private static func widths(_ columns: [ListColumn], _ room: Int) -> [Int] {
    let fit = ColumnFit(natural: columns.map(\.naturalWidth), least: columns.map { leastWidth($0, room) }, room: room)
    // Only a single column can be wider than the terminal.
    return fit.widths ?? columns.map { _ in room }
  }
}
