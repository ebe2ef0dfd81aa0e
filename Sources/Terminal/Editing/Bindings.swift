/// The default key bindings of both modes, in the syntax of libedit's `bind`.
enum Bindings {
  /// An editing mode.
  enum Mode: String {
    case emacs, vi
  }

  /// Bindings common to both modes; in vi, for insert mode.
  static let common: [(key: String, action: Action)] =
    folded + [
      ("^I", .complete), ("^M", .accept), ("^J", .accept), ("^C", .interrupt), ("^D", .deleteOrEnd), ("^Z", .suspend),
      ("^L", .clearScreen), ("^R", .searchHistory), ("^U", .cutToStart), ("^W", .cutBlankWordLeft),
      ("^H", .deleteLeft), ("^?", .deleteLeft), ("^_", .undo), ("^V", .insertQuoted), ("^S", .ignore), ("^Q", .ignore),
      ("\\034", .ignore), ("^G", .ignore), ("}", .closeBlock),
    ]

  private static let folded: [(key: String, action: Action)] = [
    (Key.paste.bindName, .paste), (Key.up.bindName, .up), (Key.down.bindName, .down), (Key.left.bindName, .left),
    (Key.right.bindName, .right), (Key.home.bindName, .lineStart), (Key.end.bindName, .lineEnd),
    (Key.delete.bindName, .deleteRight), (Key.shiftTab.bindName, .completeBackward),
    (Key.wordLeft.bindName, .wordLeft), (Key.wordRight.bindName, .wordRight), (Key.pageUp.bindName, .up),
    (Key.pageDown.bindName, .down), (Key.newline.bindName, .newline), (Key.deleteWordRight.bindName, .cutWordRight),
    (Key.deleteWordLeft.bindName, .cutWordLeft), (Key.escape.bindName, .ignore), (Key.altUp.bindName, .olderWithPart),
    (Key.altDown.bindName, .newerWithPart), (Key.help.bindName, .help),
  ]

  static let emacs: [(key: String, action: Action)] =
    [
      ("^A", .lineStart), ("^E", .lineEnd), ("^B", .left), ("^F", .right), ("^P", .up), ("^N", .down),
      ("^K", .cutToEnd),
      ("^Y", .yank), ("^X^U", .undo), ("\\033b", .wordLeft), ("\\033f", .wordRight), ("\\033d", .cutWordRight),
      ("\\033^?", .cutWordLeft), ("\\033^H", .cutWordLeft), ("\\033y", .yankEarlier),
      ("\\033p", .olderWithPart), ("\\033n", .newerWithPart), ("\\033_", .redo), ("\\033/", .redo),
      ("\\033.", .lastArgument), ("\\033x", .ignore), ("^X^E", .editExternally), ("^T", .transposeCharacters),
      ("\\033t", .transposeWords), ("\\033u", .upperCase), ("\\033l", .lowerCase), ("\\033c", .capitalize),
      ("\\033#", .comment),
    ] + (0...9).map { ("\\033\($0)", .argument) }

  static let viInsert: [(key: String, action: Action)] = [
    ("^P", .up), ("^N", .down), ("^E", .lineEnd), ("^X^E", .editExternally), (Key.escape.bindName, .endInsertion),
  ]

  /// All printable keys and vi's control commands are bound to a single action.
  static let viCommand: [(key: String, action: Action)] =
    folded + [
      ("^M", .accept), ("^J", .accept), ("^C", .interrupt), ("^D", .deleteOrEnd), ("^Z", .suspend),
      ("^L", .clearScreen), ("^P", .up), ("^N", .down), ("^[", .ignore), ("^R", .viCommand), ("^H", .viCommand),
      ("^?", .viCommand),
    ] + (0x20..<0x7F).map { ("\\" + String($0, radix: 8), .viCommand) }
}
