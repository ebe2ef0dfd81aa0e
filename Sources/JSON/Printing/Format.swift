/// How values are printed.
public struct Format: Sendable, Equatable {
  /// What one level adds at the start of a line; `none` prints everything on one line.
  public enum Indentation: Sendable, Equatable {
    case none, tab
    case spaces(Int)
  }

  public var indent: Indentation
  /// Whether the members of every object are printed in the order of their keys.
  public var sortKeys: Bool
  /// Whether every character outside ASCII is escaped.
  public var ascii: Bool

  public init(indent: Indentation = .none, sortKeys: Bool = false, ascii: Bool = false) {
    self.indent = indent
    self.sortKeys = sortKeys
    self.ascii = ascii
  }

  /// On one line, without blanks.
  public static let compact = Format()
  /// Two spaces a level, as jq prints by default.
  public static let pretty = Format(indent: .spaces(2))
}
