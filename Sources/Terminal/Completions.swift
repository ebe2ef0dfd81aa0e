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

  public init(replacing: Range<Int>, candidates: [Candidate]) {
    self.replacing = replacing
    self.candidates = candidates
  }

  /// Nothing to complete.
  public static let none = Completions(replacing: 0..<0, candidates: [])
}
