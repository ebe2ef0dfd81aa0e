import CLibedit

/// The installed libedit.
public enum EditingLibrary {
  /// The file names of libedit, in order of preference.
  public static let names = ["libedit.so.2", "libedit.so.0", "libedit.so"]

  /// The version in the file name of libedit, such as `2.0.70`, or an empty string if the name contains none; nil if
  /// the library is not installed.
  public static var version: String? {
    guard names.contains(where: { libedit_open($0) }) else { return nil }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { text in
      guard let start = text.baseAddress, libedit_version(start, text.count) else { return "" }
      return String(cString: start)
    }
  }
}
