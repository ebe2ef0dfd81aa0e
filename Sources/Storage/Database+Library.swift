internal import CSQLite

extension Database {
  /// The version of SQLite, like `3.40.1`; nil where it is not installed.
  public static var libraryVersion: String? { csqlite_version().map { String(cString: $0) } }
}
