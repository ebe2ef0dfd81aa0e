import CLibedit

/// libedit, as it is installed.
public enum EditingLibrary {
  /// File names of libedit, tried in order.
  public static let names = ["libedit.so.2", "libedit.so.0", "libedit.so"]

  /// The version in the name of libedit's file, like `2.0.70`, or an empty string if that has none; nil where the library
  /// is not installed.
  public static var version: String? {
    guard names.contains(where: { libedit_open($0) }) else { return nil }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { text in
      guard let start = text.baseAddress, libedit_version(start, text.count) else { return "" }
      return String(cString: start)
    }
  }
}
