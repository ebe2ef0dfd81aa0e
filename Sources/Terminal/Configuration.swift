extension LineEditor {
  /// The configuration of a line editor: its streams and its callbacks.
  public struct Configuration {
    /// The file descriptors of a line editor.
    public struct Streams: Hashable, Sendable {
      /// The descriptor for input.
      public var input: Int32
      /// The descriptor for the edited line.
      public var output: Int32
      /// The descriptor for messages and plain prompts.
      public var error: Int32

      /// Creates streams; the default is the standard streams.
      public init(input: Int32 = 0, output: Int32 = 1, error: Int32 = 2) {
        self.input = input
        self.output = output
        self.error = error
      }
    }

    /// Whether to show colours, dim text and ghost text. Bold, underlined and inverse text is always shown.
    public enum Colour: Hashable, Sendable {
      case on, off
    }

    /// The program name that lines in `.editrc` may begin with (`name:bind …`).
    public var programName = "edush"
    /// The streams to use.
    public var streams = Streams()
    /// Whether to use colours.
    public var colour = Colour.on
    /// The value of `TERM`. If nil, empty or `dumb`, the terminal cannot move the cursor.
    public var terminalType: String?
    /// The path of the key bindings, usually `~/.editrc`.
    public var editrcPath: String?
    /// The history of entered lines.
    public var history = History()
    /// Shows messages while a line is edited.
    public var notifier = Notifier()
    /// Completes the text at the cursor; both are in UTF-8 offsets.
    public var completer: (_ text: String, _ cursor: Int) -> Completions = { _, _ in .none }
    /// Starts to look up the data mentioned in the note of a completion; nil if there is nothing to look up.
    public var lookUp: (_ text: String, _ cursor: Int) -> (any CompletionLookup)? = { _, _ in nil }
    /// Highlights the text. The cursor is a UTF-8 offset, or nil after the line has been entered. Called after every
    /// key press, so it should take linear time.
    public var highlighter: (_ text: String, _ cursor: Int?) -> [StyledRange] = { _, _ in [] }
    /// Returns a line to show below the text, with the given maximum width. Called after every key press.
    public var strip: (_ text: String, _ cursor: Int, _ columns: Int) -> StyledText? = { _, _, _ in nil }
    /// Whether the text is complete; otherwise Enter adds another line.
    public var validator: (_ text: String) -> Bool = { _ in true }
    /// Suggests the rest of the text, shown dimmed; nil uses the history.
    public var hinter: ((_ text: String) -> String?)?
    /// Edits the text in an external program, which uses the terminal meanwhile; nil if nothing was saved.
    public var externalEditor: ((_ text: String) -> String?)?
    /// Returns help on the text at the cursor, shown above the line; nil if there is none.
    public var help: (_ text: String, _ cursor: Int) -> String? = { _, _ in nil }
    /// The indentation after a line that ends with `{`.
    public var indentation = "  "
    /// Whether a new line after the text is indented; false within a string, which indentation would change.
    public var indents: (_ text: String) -> Bool = { _ in true }
    /// The file names of libedit, in order of preference.
    public var libraries = EditingLibrary.names

    /// Creates a configuration with the standard streams.
    public init(terminalType: String? = nil) {
      self.terminalType = terminalType
    }
  }
}
