/// Identifies a unit of a run, which is resumed as a whole.
public enum UnitKey: Sendable, Hashable {
  /// A statement outside loops, by its index among the statements of the text.
  case statement(Int)
  /// A row of an outermost loop, by the index of the loop among the outermost loops.
  case row(loop: Int, key: RowKey)
}

/// Identifies a row within its loop.
public enum RowKey: Sendable, Hashable {
  /// By index; sufficient if runs are not compared.
  case index(Int)
  /// By content, and by the index among rows with the same content, from 0.
  case content(Digest, occurrence: Int)
}

/// The n-th write of a unit, from 1.
public struct Step: Sendable, Hashable {
  /// The unit that makes the write.
  public var unit: UnitKey
  /// The position among the writes of the unit, from 1.
  public var ordinal: Int

  /// Creates a step.
  public init(unit: UnitKey, ordinal: Int) {
    self.unit = unit
    self.ordinal = ordinal
  }
}
