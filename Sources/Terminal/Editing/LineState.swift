/// The state of the line being edited, besides its text.
struct LineState {
  /// The suggested rest of a text.
  struct Hint {
    var text = ""
    var rest = ""
  }

  var prompt: Prompt
  /// The initial text of the line, until libedit has it.
  var initial: String?
  /// The cursor to restore after libedit has switched its key map.
  var cursorAfterSwitch: Int?
  /// The number of repetitions typed with Alt.
  var argument: Int?
  var undo = UndoStack()
  var walk: HistoryWalk?
  var lastArgument: LastArgument?
  var hint = Hint()
  var highlighted: (buffer: EditBuffer, styles: [Style])?
  /// The open completion menu.
  var menu: Menu?
  /// A line above the menu.
  var note: String?
  /// Replaces the prompt during a search of the history.
  var searchPrompt: StyledText?
  /// How the line ended.
  var outcome: LineEditor.Outcome?

  init(prompt: Prompt, initial: String = "") {
    self.prompt = prompt
    self.initial = initial.isEmpty ? nil : initial
  }
}
