/// Something that is wrong in a source text: what, where and what to do; data only, `Rendering` turns it into text.
public struct Diagnostic: Error, Sendable, Hashable {
  public enum Severity: String, Sendable, Hashable {
    case error
    /// Valid, and almost never meant; a text that writes does not start with one.
    case danger
    case warning
  }

  public var severity: Severity
  /// A stable name for the kind of mistake, in kebab case: `unknown-parameter`.
  public var code: String
  /// What is wrong, one sentence without a full stop: ``coderpad.pads.update has no parameter `tilte` ``.
  public var message: String
  /// What to do, shown behind the carets: ``did you mean `title`?``.
  public var hint: String?
  public var source: SourceText?
  public var range: SourceRange?
  /// Further lines below the source lines, such as the calls that led here, the innermost first.
  public var notes: [String]

  public init(
    _ severity: Severity = .error, code: String, _ message: String, hint: String? = nil, source: SourceText? = nil,
    range: SourceRange? = nil, notes: [String] = []
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.hint = hint
    self.source = source
    self.range = range
    self.notes = notes
  }
}

/// All that is wrong with one text, in the order of the text.
public struct Diagnostics: Error, Sendable {
  public var all: [Diagnostic]

  public init(_ all: [Diagnostic]) {
    self.all = all
  }

  public var hasErrors: Bool { all.contains { $0.severity == .error } }
}
