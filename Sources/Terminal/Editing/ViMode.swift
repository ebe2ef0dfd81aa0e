/// What is known about vi's modes, which libedit does not tell: a key bound differently in each finds out.
struct ViMode: Hashable {
  enum Mode {
    case insert, command

    /// Makes the cursor a bar or a block.
    var cursorShape: String {
      switch self {
      case .insert: "\u{1B}[6 q"
      case .command: "\u{1B}[2 q"
      }
    }
  }

  static let insert = ViMode()

  var mode = Mode.insert
  var isProbeDue = false

  /// After these keys libedit reads one more itself.
  private static let argumentKeys = Set("fFtTr\"@".unicodeScalars.map(\.value))

  mutating func note(_ key: UInt32) {
    isProbeDue = mode == .insert ? key == Key.escape.rawValue : !Self.argumentKeys.contains(key)
  }
}
