import JSON

/// Facts about a result that its values do not show: preferred columns, members that are times, and unread pages.
public struct ResultHints: Sendable {
  /// The columns chosen by the user, in order; empty for none.
  public var chosen: [ColumnPath] = []
  /// The columns that come first, in order: the identifier, the label and other important ones.
  public var first: [ColumnPath] = []
  /// Whether the member order is significant, because the script builds the objects from parts.
  public var keepsOrder = false
  /// The columns whose numbers are Unix seconds.
  public var unixTimes: Set<ColumnPath> = []
  /// The part of the list that has been read: `3 of 8 pages`.
  public var pages: String?
  /// How to see everything: `\G shows all`.
  public var advice: String?

  /// Creates empty hints.
  public init() {}
}

extension ResultHints {
  /// The columns chosen by the user that exist in the rows. nil if none exist, or if one is missing from objects built
  /// from parts.
  func chosen(in rows: [Value]) -> [ColumnPath]? {
    let known = chosen.filter { path in rows.contains(where: path.exists) }
    guard !known.isEmpty, !keepsOrder || known.count == chosen.count else { return nil }
    return known
  }
}
