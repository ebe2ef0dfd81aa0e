/// A problem in a source text: what is wrong, where, and how to fix it. Data only; `Rendering` formats it.
public struct Diagnostic: Error, Sendable, Hashable {
  /// How serious a problem is.
  public enum Severity: String, Sendable, Hashable {
    case error
    /// Valid but almost certainly unintended; a script with writes does not start.
    case danger
    case warning
  }

  /// The severity.
  public var severity: Severity
  /// A stable identifier for the kind of problem, in kebab case: `unknown-parameter`.
  public var code: String
  /// The message: one sentence without a full stop, such as ``coderpad.pads.update has no parameter `tilte` ``.
  public var message: String
  /// A hint on how to fix it, shown after the carets: ``did you mean `title`?``.
  public var hint: String?
  /// The source text; nil if the problem has no place.
  public var source: SourceText?
  /// The range in the source text.
  public var range: SourceRange?
  /// Further lines below the excerpt, such as the calls that led here, innermost first.
  public var notes: [String]

  /// Creates a diagnostic.
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

/// All problems in a text, in source order.
public struct Diagnostics: Error, Sendable {
  /// The diagnostics, in source order.
  public var all: [Diagnostic]

  /// Creates a list of diagnostics.
  public init(_ all: [Diagnostic]) {
    self.all = all
  }

  /// Whether any of them is an error.
  public var hasErrors: Bool { all.contains { $0.severity == .error } }
}
