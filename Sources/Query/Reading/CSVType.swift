import Calendar
import JSON

/// What the cells of a column are.
enum CSVType: String, CaseIterable {
  case string, number, bool, date

  /// The value of a cell; null for an empty one, nil for one that does not convert.
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

  /// What a cell that does not convert is not.
  var article: String {
    switch self {
    case .string: "a string"
    case .number: "a number"
    case .bool: "a bool (yes, no, true, false, 1, 0)"
    case .date: "an ISO date such as 2026-01-31"
    }
  }
}
