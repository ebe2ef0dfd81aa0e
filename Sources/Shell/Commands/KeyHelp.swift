/// The help on keys.
enum KeyHelp {
  static let text = """
    Running
    \(HelpText.table([
      ("Enter", "run the line, or go on where it is unfinished; Alt-Enter opens a line"),
      ("Tab, Shift-Tab", "complete, and go through the candidates; Esc cancels"),
      ("F1", "help on what is at the cursor"),
      ("Ctrl-C", "cancel the line, or stop what is running"),
      ("Ctrl-D", "leave, on an empty line"),
    ]))

    History
    \(HelpText.table([
      ("Up, Down", "lines that begin with what was typed"),
      ("Alt-Up, Alt-Down", "lines that contain what was typed"),
      ("Ctrl-R", "search; Enter puts the line found on the prompt"),
      ("Right, End", "accept the suggestion; Alt-F one word of it"),
      ("Alt-.", "insert the last argument of the line before"),
      ("Alt-#", "keep the line as a comment, without running it"),
    ]))

    Editing
    \(HelpText.table([
      ("Ctrl-A, Ctrl-E", "start and end of the line; Alt-B, Alt-F by words"),
      ("Ctrl-W, Alt-D", "cut the word before, after; Ctrl-U, Ctrl-K the line before, after"),
      ("Ctrl-Y, Alt-Y", "paste what was cut; what was cut before that"),
      ("Ctrl-_, Alt-_", "undo, redo"),
      ("Alt-3", "do the next key three times"),
      ("Ctrl-T, Alt-T", "transpose characters, words"),
      ("Alt-U, Alt-L, Alt-C", "upper case, lower case, capitalize"),
      ("Ctrl-V", "insert the next key as it is"),
      ("Ctrl-X Ctrl-E", "open the line in $VISUAL or $EDITOR; `edit` opens the last one"),
    ]))

    `bind -v` in ~/.editrc switches to vi keys; `[N]` marks command mode.
    """
}
