import JSON

/// Facts about a result that its values do not show: the columns that matter, members that are times, pages not read yet.
public struct ResultHints: Sendable {
  /// The columns that the user chose, in this order; empty where none were chosen.
  public var chosen: [ColumnPath] = []
  /// The columns that come first, in this order: the id, the label, and others that matter.
  public var first: [ColumnPath] = []
  /// Whether the order of the members is a choice of the user: objects were made of parts of others.
  public var keepsOrder = false
  /// Numbers that are Unix seconds.
  public var unixTimes: Set<ColumnPath> = []
  /// How much of the list this is: `3 of 8 pages`.
  public var pages: String?
  /// How to see everything: `\G shows all`.
  public var advice: String?

  public init() {}
}

extension ResultHints {
  /// The columns that the user chose, as far as rows have them; nil where they have none, and for objects made of parts where
  /// one is missing.
  func chosen(in rows: [Value]) -> [ColumnPath]? {
    let known = chosen.filter { path in rows.contains(where: path.exists) }
    guard !known.isEmpty, !keepsOrder || known.count == chosen.count else { return nil }
    return known
  }
}
