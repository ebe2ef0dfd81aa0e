/// The place of a unit in its run. Two runs of a script over the same rows have equal places, regardless of how their
/// threads are scheduled.
public struct UnitPlace: Sendable, Hashable {
  /// The index of the statement outside loops, in the order in which the run started them, from 0.
  public var statement: Int
  /// A row of an outermost loop; nil for the statement itself.
  public var row: Row?

  /// A row of an outermost loop.
  public struct Row: Sendable, Hashable {
    /// The index of the loop within its statement.
    public var loop: Int
    /// The index of the row within its loop, from 0.
    public var index: Int

    /// Creates a row.
    public init(loop: Int, index: Int) {
      self.loop = loop
      self.index = index
    }
  }

  /// Creates a place.
  public init(statement: Int, row: Row? = nil) {
    self.statement = statement
    self.row = row
  }
}
