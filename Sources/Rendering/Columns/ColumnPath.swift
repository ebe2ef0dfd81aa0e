public import JSON

/// A column of a table: a member of each row, or a nested member, as in `client.name`.
public struct ColumnPath: Sendable, Hashable {
  /// The member names, outermost first.
  public let parts: [Text]

  /// Creates a path from member names.
  public init(_ parts: [Text]) { self.parts = parts }

  /// Parses a path such as `client.name`.
  public init(_ text: some StringProtocol) { parts = text.split(separator: ".").map { Text($0) } }

  /// The path as text: `client.name`.
  public var text: String { parts.map(\.string).joined(separator: ".") }

  /// Returns the value in a row; nil if the row lacks it.
  func value(in row: Value) -> Value? {
    var value = row
    for part in parts {
      guard let member = value.object?[part] else { return nil }
      value = member
    }
    return value
  }

  /// Returns the value that a table shows: null if the path passes through a null.
  func shown(in row: Value) -> Value? {
    var value = row
    for part in parts {
      guard !value.isNull else { return .null }
      guard let member = value.object?[part] else { return nil }
      value = member
    }
    return value
  }

  /// Whether a row has the member, even if it is null.
  func exists(in row: Value) -> Bool { value(in: row) != nil }
}
