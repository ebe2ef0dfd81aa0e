/// The resource whose items a result shows, as the exchanges of the session tell it.
public struct ResultOrigin: Sendable {
  /// With its provider: `coderpad.pads`.
  public let resource: String
  /// The members that matter, the most useful first: the id, the label, then others; `client.name` is a part of one.
  public let columns: [String]
  /// The members that are documented as Unix seconds.
  public let unixTimes: [String]
  /// The names of all members that are documented or were seen.
  public let members: Set<String>
  /// Whether objects with the members that were asked about can be whole items, not parts that an expression took of them.
  public let isWhole: Bool
  /// The method whose response showed them.
  public let method: String
  /// How much of the list was read; nil when all of it was, or when that is unknown.
  public let pages: PagesRead?

  /// How many pages of a list were read of how many.
  public struct PagesRead: Sendable, Equatable {
    public let read: Int
    /// Nil where the provider does not tell.
    public let total: Int?
  }
}
