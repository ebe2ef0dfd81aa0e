import JSON

/// How the client counts the columns of a line.
enum PositionEncoding: String {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf32 = "utf-32"

  /// The first of those that the client offers, which it likes best; UTF-16 where it offers none.
  init(offered: Value?) {
    self =
      (offered?.array ?? []).lazy.compactMap { $0.string.flatMap(PositionEncoding.init(rawValue:)) }.first ?? .utf16
  }
}

/// A place as the client counts it: lines and columns from 0.
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
