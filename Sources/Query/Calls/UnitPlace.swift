/// Where a unit is in its run: equal in two runs of a script over the same rows, however their threads take turns.
public struct UnitPlace: Sendable, Hashable {
  /// The n-th statement outside of loops that the run began, from 0.
  public var statement: Int
  /// An outermost loop in it and the place of a row among its rows, from 0; nil for the statement itself.
  public var row: Row?

  public struct Row: Sendable, Hashable {
    public var loop: Int
    public var index: Int

    public init(loop: Int, index: Int) {
      self.loop = loop
      self.index = index
    }
  }

  public init(statement: Int, row: Row? = nil) {
    self.statement = statement
    self.row = row
  }
}
