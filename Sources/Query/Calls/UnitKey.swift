/// Names a unit of a run: what is taken up again as a whole.
public enum UnitKey: Sendable, Hashable {
  /// A statement outside of loops, by its place among the text's statements.
  case statement(Int)
  /// A row of an outermost loop, by the loop's place among the outermost loops.
  case row(loop: Int, key: RowKey)
}

/// Names a row among those of its loop.
public enum RowKey: Sendable, Hashable {
  /// By its place: enough where nothing compares runs.
  case index(Int)
  /// By its content, and by its order among rows of the same content, from 0.
  case content(Digest, occurrence: Int)
}

/// The n-th write of a unit, from 1.
public struct Step: Sendable, Hashable {
  public var unit: UnitKey
  public var ordinal: Int

  public init(unit: UnitKey, ordinal: Int) {
    self.unit = unit
    self.ordinal = ordinal
  }
}
