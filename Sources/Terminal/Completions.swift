/// The possible completions of a part of the line.
public struct Completions: Hashable, Sendable {
  /// A possible completion.
  public struct Candidate: Hashable, Sendable {
    /// The text to insert into the line.
    public var text: String
    /// The text shown in the menu instead, if set.
    public var display: String?
    /// A short description.
    public var summary: String
    /// Whether the summary is the label of the identified object, so that typing the label also finds the candidate.
    public var isFoundBySummary = false
    /// Text that is added when the candidate is chosen, such as a blank.
    public var suffix: String

    /// Creates a candidate.
    public init(_ text: String, display: String? = nil, summary: String = "", suffix: String = "") {
      self.text = text
      self.display = display
      self.summary = summary
      self.suffix = suffix
    }
  }

  /// The range that a candidate replaces, in UTF-8 offsets.
  public var replacing: Range<Int>
  /// The candidates, in menu order.
  public var candidates: [Candidate]
  /// A line above the menu about data that can be looked up with Tab.
  public var note: String?

  /// Creates completions.
  public init(replacing: Range<Int>, candidates: [Candidate], note: String? = nil) {
    self.replacing = replacing
    self.candidates = candidates
    self.note = note
  }

  /// No completions.
  public static let none = Completions(replacing: 0..<0, candidates: [])
}

/// Looks up data for completion while the line editor waits.
public protocol CompletionLookup {
  /// Whether the lookup has ended.
  var isDone: Bool { get }
  /// What the lookup is waiting for, in one line.
  var status: String { get }
  /// Reports errors after the end; returns whether completing again may find more candidates.
  func finish() -> Bool
  /// Cancels the lookup; it ends soon.
  func cancel()
}
