import JSON

/// The client's unit for columns.
enum PositionEncoding: String {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf32 = "utf-32"

  /// The first supported encoding that the client offers, in its order of preference; UTF-16 by default.
  init(offered: Value?) {
    self =
      (offered?.array ?? []).lazy.compactMap { $0.string.flatMap(PositionEncoding.init(rawValue:)) }.first ?? .utf16
  }
}

/// A position of the client: line and column, from 0.
struct TextPosition: Equatable {
  var line: Int
  var column: Int

  init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  init?(_ value: Value?) {
    guard let line = value?["line"]?.int, let column = value?["character"]?.int, line >= 0, column >= 0 else {
      return nil
    }
    self.init(line: line, column: column)
  }

  var value: Value { ["line": Value(line), "character": Value(column)] }
}
