internal import CSQLite

extension Database {
  /// The version of SQLite, such as `3.40.1`; nil if it is not installed.
  public static var libraryVersion: String? { csqlite_version().map { String(cString: $0) } }
}
