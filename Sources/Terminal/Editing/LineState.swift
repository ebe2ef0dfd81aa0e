/// What is known about the line that is being edited, besides its text.
struct LineState {
  /// The text that may follow, and the text it was made for.
  struct Hint {
    var text = ""
    var rest = ""
  }

  var prompt: Prompt
  /// What the line begins with, until libedit takes it.
  var initial: String?
  /// Where the cursor is to be after libedit has changed its key map.
  var cursorAfterSwitch: Int?
  /// How often the next action is done, where a number was typed with Alt.
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
  /// Stands in the place of the prompt while the history is searched.
  var searchPrompt: StyledText?
  /// How the line ended.
  var outcome: LineEditor.Outcome?

  init(prompt: Prompt, initial: String = "") {
    self.prompt = prompt
    self.initial = initial.isEmpty ? nil : initial
  }
}
