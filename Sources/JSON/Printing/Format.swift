/// Options for printing JSON.
public struct Format: Sendable, Equatable {
  /// The indentation per level; `none` prints everything on a single line.
  public enum Indentation: Sendable, Equatable {
    case none, tab
    case spaces(Int)
  }

  /// The indentation per level.
  public var indent: Indentation
  /// Whether to sort the members of every object by key.
  public var sortKeys: Bool
  /// Whether to escape all characters outside ASCII.
  public var ascii: Bool

  /// Creates a format.
  public init(indent: Indentation = .none, sortKeys: Bool = false, ascii: Bool = false) {
    self.indent = indent
    self.sortKeys = sortKeys
    self.ascii = ascii
  }

  /// A single line without whitespace.
  public static let compact = Format()
  /// Two spaces per level, jq's default.
  public static let pretty = Format(indent: .spaces(2))
}
