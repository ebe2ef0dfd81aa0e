/// The keys of the two modes, in the spelling of libedit's `bind`.
enum Bindings {
  /// A style of editing.
  enum Mode: String {
    case emacs, vi
  }

  /// Keys that mean the same in both modes; in vi mode while inserting.
  static let common: [(key: String, action: Action)] =
    folded + [
      ("^I", .complete), ("^M", .accept), ("^J", .accept), ("^C", .interrupt), ("^D", .deleteOrEnd), ("^Z", .suspend),
      ("^L", .clearScreen), ("^R", .searchHistory), ("^U", .cutToStart), ("^W", .cutBlankWordLeft),
      ("^H", .deleteLeft), ("^?", .deleteLeft), ("^_", .undo), ("^V", .insertQuoted), ("^S", .ignore), ("^Q", .ignore),
      ("\\034", .ignore), ("^G", .ignore),
    ]

  private static let folded: [(key: String, action: Action)] = [
    (Key.paste.bindName, .paste), (Key.up.bindName, .up), (Key.down.bindName, .down), (Key.left.bindName, .left),
    (Key.right.bindName, .right), (Key.home.bindName, .lineStart), (Key.end.bindName, .lineEnd),
    (Key.delete.bindName, .deleteRight), (Key.shiftTab.bindName, .completeBackward),
    (Key.wordLeft.bindName, .wordLeft), (Key.wordRight.bindName, .wordRight), (Key.pageUp.bindName, .up),
    (Key.pageDown.bindName, .down), (Key.newline.bindName, .newline), (Key.deleteWordRight.bindName, .cutWordRight),
    (Key.deleteWordLeft.bindName, .cutWordLeft), (Key.escape.bindName, .ignore),
  ]

  static let emacs: [(key: String, action: Action)] = [
    ("^A", .lineStart), ("^E", .lineEnd), ("^B", .left), ("^F", .right), ("^P", .up), ("^N", .down), ("^K", .cutToEnd),
    ("^Y", .yank), ("^X^U", .undo), ("\\033b", .wordLeft), ("\\033f", .wordRight), ("\\033d", .cutWordRight),
    ("\\033^?", .cutWordLeft), ("\\033^H", .cutWordLeft), ("\\033y", .yankEarlier), ("\\033p", .up),
    ("\\033n", .down), ("\\033_", .undo), ("\\033/", .redo), ("\\033.", .lastArgument), ("\\033x", .ignore),
  ]

  static let viInsert: [(key: String, action: Action)] = [
    ("^P", .up), ("^N", .down), ("^E", .lineEnd), (Key.probe.bindName, .probeInsert),
  ]

  /// libedit's own commands for `v`, `:`, `#`, `/` and `?` would write past the editor's screen or their own buffer.
  static let viCommand: [(key: String, action: Action)] =
    folded + [
      ("^M", .accept), ("^J", .accept), ("^C", .interrupt), ("^D", .deleteOrEnd), ("^Z", .suspend),
      ("^L", .clearScreen),
      ("^R", .redo), ("u", .undo), ("k", .up), ("j", .down), ("^P", .up), ("^N", .down), ("-", .up), ("+", .down),
      ("v", .ignore), (":", .ignore), ("#", .ignore), ("/", .searchHistory),
      ("?", .searchHistory), ("^[", .ignore), (Key.probe.bindName, .probeCommand),
    ]
}
