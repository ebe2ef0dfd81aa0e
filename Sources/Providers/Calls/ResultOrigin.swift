/// The resource whose items a result contains, derived from the exchanges of the session.
public struct ResultOrigin: Sendable {
  /// The name with the provider: `coderpad.pads`.
  public let resource: String
  /// The relevant members, most useful first: the id, the label, then others. `client.name` is a nested member.
  public let columns: [String]
  /// The members documented as Unix seconds.
  public let unixTimes: [String]
  /// All members that are documented or have been seen.
  public let members: Set<String>
  /// Whether objects with these members can be complete items rather than parts extracted by an expression.
  public let isWhole: Bool
  /// The method whose response contained them.
  public let method: String
  /// How much of the list has been read; nil if all of it has, or if that is unknown.
  public let pages: PagesRead?

  /// The number of pages read, and the total.
  public struct PagesRead: Sendable, Equatable {
    /// The number of pages read.
    public let read: Int
    /// Nil if the provider does not report it.
    public let total: Int?
  }
}
