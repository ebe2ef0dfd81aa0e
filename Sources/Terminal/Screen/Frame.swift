/// One character on the screen, or the blank that stands for none.
struct Cell: Hashable {
  var text: String
  var columns: Int
  var style: Style

  init(_ text: String, columns: Int = 1, style: Style = .plain) {
    self.text = text
    self.columns = columns
    self.style = style
  }

  /// True when terminals may disagree about how far the cursor moves.
  var isUncertain: Bool {
    text.utf8.count > 2 && (text.unicodeScalars.count > 1 || text.unicodeScalars.contains { $0.value >= 0x1F000 })
  }
}

/// A place on the screen, counted from the frame's first row.
struct Position: Hashable {
  var row: Int
  var column: Int

  static let origin = Position(row: 0, column: 0)
}

/// What the editor shows: rows from the left margin, none wider than the screen, and where the cursor stands.
struct Frame: Hashable {
  var rows: [[Cell]] = [[]]
  var cursor = Position.origin

  static func width(_ row: some Sequence<Cell>) -> Int {
    row.reduce(0) { $0 + $1.columns }
  }
}
