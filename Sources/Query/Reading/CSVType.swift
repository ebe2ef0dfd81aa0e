import Calendar
import JSON

/// The type of the cells in a column.
enum CSVType: String, CaseIterable {
  case string, number, bool, date

  /// Converts a cell; null for an empty cell, nil if the conversion fails.
  func value(_ cell: Text) -> Value? {
    if self == .string { return Value(cell) }
    if cell.isEmpty { return .null }
    switch self {
    case .string: return Value(cell)
    case .number:
      guard let number = Value(number: cell), number.double?.isFinite == true else { return nil }
      return number
    case .bool:
      switch cell.string.lowercased() {
      case "yes", "true", "1": return .bool(true)
      case "no", "false", "0": return .bool(false)
      default: return nil
      }
    case .date:
      guard ISOMoment(cell.string) != nil else { return nil }
      return Value(cell)
    }
  }

  /// The type with its article, for messages.
  var article: String {
    switch self {
    case .string: "a string"
    case .number: "a number"
    case .bool: "a bool (yes, no, true, false, 1, 0)"
    case .date: "an ISO date such as 2026-01-31"
    }
  }
}
