/// The ways in which a part of the line can go on.
public struct Completions: Hashable, Sendable {
  /// One of the ways.
  public struct Candidate: Hashable, Sendable {
    /// What is put into the line.
    public var text: String
    /// What the menu shows in its place.
    public var display: String?
    /// A few words on what it is.
    public var summary: String
    /// Whether the summary is the name of what the text identifies, so that typing the name finds the candidate also.
    public var isFoundBySummary = false
    /// What is added once the candidate is chosen, such as a blank.
    public var suffix: String

    public init(_ text: String, display: String? = nil, summary: String = "", suffix: String = "") {
      self.text = text
      self.display = display
      self.summary = summary
      self.suffix = suffix
    }
  }

  /// The part of the line that a candidate replaces, in UTF-8 offsets.
  public var replacing: Range<Int>
  /// In the order in which the menu shows them.
  public var candidates: [Candidate]
  /// A line above the menu that says what could be looked up; Tab does so.
  public var note: String?

  public init(replacing: Range<Int>, candidates: [Candidate], note: String? = nil) {
    self.replacing = replacing
    self.candidates = candidates
    self.note = note
  }

  /// Nothing to complete.
  public static let none = Completions(replacing: 0..<0, candidates: [])
}

/// Looks up what completion lacks, while the line editor waits.
public protocol CompletionLookup {
  /// Whether it is over.
  var isDone: Bool { get }
  /// What it waits for, in one line.
  var status: String { get }
  /// Tells what went wrong once it is over; returns whether completing again may find more.
  func finish() -> Bool
  /// Ends it soon.
  func cancel()
}
