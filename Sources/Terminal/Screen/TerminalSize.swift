import Glibc

/// The size of a terminal in character cells.
public struct TerminalSize: Hashable, Sendable {
  public var rows: Int
  public var columns: Int

  public init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }

  /// The size of the terminal behind the descriptor; nil when there is none or it does not say.
  public init?(of descriptor: Int32) {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0, size.ws_col > 0 else { return nil }
    self.init(rows: Int(size.ws_row), columns: Int(size.ws_col))
  }

  /// What a terminal that does not say is taken for.
  public static let usual = TerminalSize(rows: 24, columns: 80)
}

/// True when the descriptor is a terminal.
public func isTerminal(_ descriptor: Int32) -> Bool {
  isatty(descriptor) == 1
}
