public import JSON

/// A column of a table: a member of each row, or a member of one, as in `client.name`.
public struct ColumnPath: Sendable, Hashable {
  public let parts: [Text]

  public init(_ parts: [Text]) { self.parts = parts }

  /// The path of a text such as `client.name`.
  public init(_ text: some StringProtocol) { parts = text.split(separator: ".").map { Text($0) } }

  /// As it is written and shown: `client.name`.
  public var text: String { parts.map(\.string).joined(separator: ".") }

  /// The value in a row; nil where it has none.
  func value(in row: Value) -> Value? {
    var value = row
    for part in parts {
      guard let member = value.object?[part] else { return nil }
      value = member
    }
    return value
  }

  /// The value that a table shows: null where one on the way is null.
  func shown(in row: Value) -> Value? {
    var value = row
    for part in parts {
      guard !value.isNull else { return .null }
      guard let member = value.object?[part] else { return nil }
      value = member
    }
    return value
  }

  /// Whether a row has the member, null or not.
  func exists(in row: Value) -> Bool { value(in: row) != nil }
}
