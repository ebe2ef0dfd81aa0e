/// A character on the screen, or a blank.
struct Cell: Hashable {
  var text: String
  var columns: Int
  var style: Style

  init(_ text: String, columns: Int = 1, style: Style = .plain) {
    self.text = text
    self.columns = columns
    self.style = style
  }

  /// Whether terminals may disagree about the width.
  var isUncertain: Bool {
    text.utf8.count > 2 && (text.unicodeScalars.count > 1 || text.unicodeScalars.contains { $0.value >= 0x1F000 })
  }
}

/// A position on the screen, relative to the first row of the frame.
struct Position: Hashable {
  var row: Int
  var column: Int

  static let origin = Position(row: 0, column: 0)
}

/// The visible content of the editor: rows from the left margin, none wider than the screen, and the cursor.
struct Frame: Hashable {
  var rows: [[Cell]] = [[]]
  var cursor = Position.origin

  static func width(_ row: some Sequence<Cell>) -> Int {
    row.reduce(0) { $0 + $1.columns }
  }
}
