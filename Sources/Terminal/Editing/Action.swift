import CLibedit

/// The actions of keys beyond libedit's own commands. Their names can be bound in `.editrc`.
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
  case olderWithPart = "edush-older-with-part"
  case newerWithPart = "edush-newer-with-part"
  case transposeCharacters = "edush-transpose-characters"
  case transposeWords = "edush-transpose-words"
  case upperCase = "edush-upper-case"
  case lowerCase = "edush-lower-case"
  case capitalize = "edush-capitalize"
  case comment = "edush-comment"
  case closeBlock = "edush-close-block"
  case editExternally = "edush-edit"
  case help = "edush-help"
  case argument = "edush-argument"
  case endInsertion = "edush-vi-command-mode"
  case viCommand = "edush-vi-command"
  case ignore = "edush-ignore"

  /// The function that libedit calls for the action. It finds its session by the handle.
  var entry: libedit_action {
    switch self {
    case .accept: { editor, key in LineSession.perform(.accept, editor, key) }
    case .newline: { editor, key in LineSession.perform(.newline, editor, key) }
    case .interrupt: { editor, key in LineSession.perform(.interrupt, editor, key) }
    case .deleteOrEnd: { editor, key in LineSession.perform(.deleteOrEnd, editor, key) }
    case .complete: { editor, key in LineSession.perform(.complete, editor, key) }
    case .completeBackward: { editor, key in LineSession.perform(.completeBackward, editor, key) }
    case .searchHistory: { editor, key in LineSession.perform(.searchHistory, editor, key) }
    case .up: { editor, key in LineSession.perform(.up, editor, key) }
    case .down: { editor, key in LineSession.perform(.down, editor, key) }
    case .left: { editor, key in LineSession.perform(.left, editor, key) }
    case .right: { editor, key in LineSession.perform(.right, editor, key) }
    case .wordLeft: { editor, key in LineSession.perform(.wordLeft, editor, key) }
    case .wordRight: { editor, key in LineSession.perform(.wordRight, editor, key) }
    case .lineStart: { editor, key in LineSession.perform(.lineStart, editor, key) }
    case .lineEnd: { editor, key in LineSession.perform(.lineEnd, editor, key) }
    case .deleteLeft: { editor, key in LineSession.perform(.deleteLeft, editor, key) }
    case .deleteRight: { editor, key in LineSession.perform(.deleteRight, editor, key) }
    case .cutWordLeft: { editor, key in LineSession.perform(.cutWordLeft, editor, key) }
    case .cutWordRight: { editor, key in LineSession.perform(.cutWordRight, editor, key) }
    case .cutBlankWordLeft: { editor, key in LineSession.perform(.cutBlankWordLeft, editor, key) }
    case .cutToEnd: { editor, key in LineSession.perform(.cutToEnd, editor, key) }
    case .cutToStart: { editor, key in LineSession.perform(.cutToStart, editor, key) }
    case .yank: { editor, key in LineSession.perform(.yank, editor, key) }
    case .yankEarlier: { editor, key in LineSession.perform(.yankEarlier, editor, key) }
    case .undo: { editor, key in LineSession.perform(.undo, editor, key) }
    case .redo: { editor, key in LineSession.perform(.redo, editor, key) }
    case .lastArgument: { editor, key in LineSession.perform(.lastArgument, editor, key) }
    case .clearScreen: { editor, key in LineSession.perform(.clearScreen, editor, key) }
    case .suspend: { editor, key in LineSession.perform(.suspend, editor, key) }
    case .paste: { editor, key in LineSession.perform(.paste, editor, key) }
    case .insertQuoted: { editor, key in LineSession.perform(.insertQuoted, editor, key) }
    case .olderWithPart: { editor, key in LineSession.perform(.olderWithPart, editor, key) }
    case .newerWithPart: { editor, key in LineSession.perform(.newerWithPart, editor, key) }
    case .transposeCharacters: { editor, key in LineSession.perform(.transposeCharacters, editor, key) }
    case .transposeWords: { editor, key in LineSession.perform(.transposeWords, editor, key) }
    case .upperCase: { editor, key in LineSession.perform(.upperCase, editor, key) }
    case .lowerCase: { editor, key in LineSession.perform(.lowerCase, editor, key) }
    case .capitalize: { editor, key in LineSession.perform(.capitalize, editor, key) }
    case .comment: { editor, key in LineSession.perform(.comment, editor, key) }
    case .closeBlock: { editor, key in LineSession.perform(.closeBlock, editor, key) }
    case .editExternally: { editor, key in LineSession.perform(.editExternally, editor, key) }
    case .argument: { editor, key in LineSession.perform(.argument, editor, key) }
    case .help: { editor, key in LineSession.perform(.help, editor, key) }
    case .endInsertion: { editor, key in LineSession.perform(.endInsertion, editor, key) }
    case .viCommand: { editor, key in LineSession.perform(.viCommand, editor, key) }
    case .ignore: { editor, key in LineSession.perform(.ignore, editor, key) }
    }
  }
}
