import JSON
import Width

extension Builtin {
  static let texts: [Builtin] = [
    Builtin(
      "lower", 0, "A string in lower case, in every script.", shows("lower", "\"ÅSA Öberg\"", "\"åsa öberg\""),
      .value { (value: consuming Value) throws(Thrown) in
        guard let text = value.string else { throw Thrown(.operand(value, "has no case, only strings have")) }
        return Value(text.lowercased())
      }),
    Builtin(
      "upper", 0, "A string in upper case, in every script.", shows("upper", "\"straße é\"", "\"STRASSE É\""),
      .value { (value: consuming Value) throws(Thrown) in
        guard let text = value.string else { throw Thrown(.operand(value, "has no case, only strings have")) }
        return Value(text.uppercased())
      }),
    Builtin(
      "ljust", 1, "A string or number, padded with blanks on the right to N columns.",
      shows("\"[\" + ljust(5) + \"]\"", "\"abc\"", "\"[abc  ]\""),
      .value1 { (value: consuming Value, width) throws(Thrown) in
        let (text, blanks) = try Columns.fill(value, width)
        return Value(text + blanks)
      }),
    Builtin(
      "rjust", 1, "A string or number, padded with blanks on the left to N columns.",
      shows("rjust(5)", "12", "\"   12\""),
      .value1 { (value: consuming Value, width) throws(Thrown) in
        let (text, blanks) = try Columns.fill(value, width)
        return Value(blanks + text)
      }),
    Builtin(
      "fixed", 1, "A number, or a string that is one, with N decimals; halves are rounded away from zero.",
      shows("fixed(2)", "-220.605", "\"-220.61\""),
      .value1 { (value: consuming Value, places) throws(Thrown) in
        guard let places = places.int, 0...100 ~= places else {
          throw Thrown(.operand(places, "is not a number of decimals from 0 to 100"))
        }
        guard let text = value.fixed(places: places) else { throw Thrown(.operand(value, "is not a decimal number")) }
        return Value(text)
      }),
  ]
}

/// Aligns texts in terminal columns.
private enum Columns {
  /// Returns the text of a string or number, and the spaces needed to fill the width.
  static func fill(_ value: Value, _ width: Value) throws(Thrown) -> (text: String, blanks: String) {
    guard value.kind == .string || value.kind == .number else {
      throw Thrown(.operand(value, "cannot be justified, only strings and numbers can"))
    }
    guard let columns = width.int, 0...10_000 ~= columns else {
      throw Thrown(.operand(width, "is not a number of columns from 0 to 10000"))
    }
    let text = value.string ?? value.json()
    return (text, String(repeating: " ", count: max(0, columns - displayWidth(of: text))))
  }
}
