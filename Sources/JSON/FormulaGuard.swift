/// Protects against text that a spreadsheet would evaluate as a formula (OWASP, CSV injection).
public enum FormulaGuard {
  /// Whether a cell would be evaluated: it begins with `=`, `+`, `-`, `@`, a tab or a carriage return, and is not a
  /// number.
  public static func isFormula(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), UInt8(ascii: "\t"), UInt8(ascii: "\r"): return true
    case UInt8(ascii: "+"): return Value(number: Text(text.dropFirst())) == nil
    case UInt8(ascii: "-"): return Value(number: Text(text)) == nil
    default: return false
    }
  }

  /// Prefixes such texts among the cells of records with `'`.
  ///
  /// - Parameter count: incremented for each changed cell.
  public static func guarded(_ value: Value, count: inout Int) -> Value {
    if let text = value.string {
      guard isFormula(text) else { return value }
      count += 1
      return Value("'" + text)
    }
    if let items = value.array { return Value(items.map { guarded($0, count: &count) }) }
    guard var object = value.object else { return value }
    for (key, cell) in object where cell.string != nil { object[key] = guarded(cell, count: &count) }
    return Value(object)
  }
}
