extension LineEditor {
  /// What a line editor is told once: where it reads and writes, and what it asks the program.
  public struct Configuration {
    /// The descriptors of a line editor.
    public struct Streams: Hashable, Sendable {
      public var input: Int32
      public var output: Int32
      public var error: Int32

      public init(input: Int32 = 0, output: Int32 = 1, error: Int32 = 2) {
        self.input = input
        self.output = output
        self.error = error
      }
    }

    /// Whether colours, dim text and ghost text are shown. Bold, underlined and inverse text is shown in any case.
    public enum Colour: Hashable, Sendable {
      case on, off
    }

    /// The name that `.editrc` lines may begin with (`name:bind …`).
    public var programName = "edush"
    public var streams = Streams()
    public var colour = Colour.on
    /// The value of `TERM`; nil, empty or `dumb` means a terminal without cursor movement.
    public var terminalType: String?
    /// The file of key bindings, usually `~/.editrc`.
    public var editrcPath: String?
    public var history = History()
    /// Messages that appear while a line is edited.
    public var notifier = Notifier()
    /// Completes the text at the cursor, both in UTF-8 offsets.
    public var completer: (_ text: String, _ cursor: Int) -> Completions = { _, _ in .none }
    /// Begins to look up what the note of a completion names; nil where nothing can be looked up.
    public var lookUp: (_ text: String, _ cursor: Int) -> (any CompletionLookup)? = { _, _ in nil }
    /// Colours the text; the cursor is a UTF-8 offset, nil once the line has ended. Called after every key, so it should
    /// take time in proportion to the text.
    public var highlighter: (_ text: String, _ cursor: Int?) -> [StyledRange] = { _, _ in [] }
    /// One line below the text that explains what the cursor is in, at most so many columns wide. Called after every key.
    public var strip: (_ text: String, _ cursor: Int, _ columns: Int) -> StyledText? = { _, _, _ in nil }
    /// True when the text is complete; else Enter opens a further line.
    public var validator: (_ text: String) -> Bool = { _ in true }
    /// What may follow the text, shown dimmed; nil takes it from the history.
    public var hinter: ((_ text: String) -> String?)?
    /// Lets the person change the text in another program, which has the terminal meanwhile; nil where nothing was saved.
    public var externalEditor: ((_ text: String) -> String?)?
    /// Explains what is at the cursor, in lines that are shown above; nil where nothing is known.
    public var help: (_ text: String, _ cursor: Int) -> String? = { _, _ in nil }
    /// How much deeper a line begins after one that ends with `{`.
    public var indentation = "  "
    /// Whether a new line behind the text is indented: not within a string, whose text that would change.
    public var indents: (_ text: String) -> Bool = { _ in true }
    /// File names of libedit, tried in order.
    public var libraries = EditingLibrary.names

    public init(terminalType: String? = nil) {
      self.terminalType = terminalType
    }
  }
}
