import CLibedit

/// What the editor does at keys beyond libedit's own commands. The names can be bound in `.editrc`.
enum Action: String, CaseIterable {
  case accept = "edush-accept-line"
  case newline = "edush-newline"
  case interrupt = "edush-interrupt"
  case deleteOrEnd = "edush-delete-or-end"
  case complete = "edush-complete"
  case completeBackward = "edush-complete-backward"
  case searchHistory = "edush-search-history"
  case up = "edush-up"
  case down = "edush-down"
  case left = "edush-left"
  case right = "edush-right"
  case wordLeft = "edush-word-left"
  case wordRight = "edush-word-right"
  case lineStart = "edush-line-start"
  case lineEnd = "edush-line-end"
  case deleteLeft = "edush-delete-left"
  case deleteRight = "edush-delete-right"
  case cutWordLeft = "edush-cut-word-left"
  case cutWordRight = "edush-cut-word-right"
  case cutBlankWordLeft = "edush-cut-blank-word-left"
  case cutToEnd = "edush-cut-to-end"
  case cutToStart = "edush-cut-to-start"
  case yank = "edush-yank"
  case yankEarlier = "edush-yank-earlier"
  case undo = "edush-undo"
  case redo = "edush-redo"
  case lastArgument = "edush-last-argument"
  case clearScreen = "edush-clear-screen"
  case suspend = "edush-suspend"
  case paste = "edush-paste"
  case insertQuoted = "edush-insert-quoted"
  case probeInsert = "edush-probe-insert"
  case probeCommand = "edush-probe-command"
  case ignore = "edush-ignore"

  /// The function that libedit calls for the action, which finds its editor through the handle.
  var entry: libedit_action {
    switch self {
    case .accept: { editor, _ in LineSession.perform(.accept, editor) }
    case .newline: { editor, _ in LineSession.perform(.newline, editor) }
    case .interrupt: { editor, _ in LineSession.perform(.interrupt, editor) }
    case .deleteOrEnd: { editor, _ in LineSession.perform(.deleteOrEnd, editor) }
    case .complete: { editor, _ in LineSession.perform(.complete, editor) }
    case .completeBackward: { editor, _ in LineSession.perform(.completeBackward, editor) }
    case .searchHistory: { editor, _ in LineSession.perform(.searchHistory, editor) }
    case .up: { editor, _ in LineSession.perform(.up, editor) }
    case .down: { editor, _ in LineSession.perform(.down, editor) }
    case .left: { editor, _ in LineSession.perform(.left, editor) }
    case .right: { editor, _ in LineSession.perform(.right, editor) }
    case .wordLeft: { editor, _ in LineSession.perform(.wordLeft, editor) }
    case .wordRight: { editor, _ in LineSession.perform(.wordRight, editor) }
    case .lineStart: { editor, _ in LineSession.perform(.lineStart, editor) }
    case .lineEnd: { editor, _ in LineSession.perform(.lineEnd, editor) }
    case .deleteLeft: { editor, _ in LineSession.perform(.deleteLeft, editor) }
    case .deleteRight: { editor, _ in LineSession.perform(.deleteRight, editor) }
    case .cutWordLeft: { editor, _ in LineSession.perform(.cutWordLeft, editor) }
    case .cutWordRight: { editor, _ in LineSession.perform(.cutWordRight, editor) }
    case .cutBlankWordLeft: { editor, _ in LineSession.perform(.cutBlankWordLeft, editor) }
    case .cutToEnd: { editor, _ in LineSession.perform(.cutToEnd, editor) }
    case .cutToStart: { editor, _ in LineSession.perform(.cutToStart, editor) }
    case .yank: { editor, _ in LineSession.perform(.yank, editor) }
    case .yankEarlier: { editor, _ in LineSession.perform(.yankEarlier, editor) }
    case .undo: { editor, _ in LineSession.perform(.undo, editor) }
    case .redo: { editor, _ in LineSession.perform(.redo, editor) }
    case .lastArgument: { editor, _ in LineSession.perform(.lastArgument, editor) }
    case .clearScreen: { editor, _ in LineSession.perform(.clearScreen, editor) }
    case .suspend: { editor, _ in LineSession.perform(.suspend, editor) }
    case .paste: { editor, _ in LineSession.perform(.paste, editor) }
    case .insertQuoted: { editor, _ in LineSession.perform(.insertQuoted, editor) }
    case .probeInsert: { editor, _ in LineSession.perform(.probeInsert, editor) }
    case .probeCommand: { editor, _ in LineSession.perform(.probeCommand, editor) }
    case .ignore: { editor, _ in LineSession.perform(.ignore, editor) }
    }
  }
}
