extension Database {
  /// The schema version, stored in the file as `PRAGMA user_version`; 0 for a new file.
  public var version: Int {
    get throws(DatabaseError) { try rows("PRAGMA user_version") { $0.integer(0) }.first ?? 0 }
  }

  /// Migrates the schema: runs the steps that the file has not had yet, in a single transaction. Released steps must
  /// never change; new ones are appended.
  ///
  /// - Throws: `newer` if the file has had more steps than there are, because a later version of the program wrote it.
  public func migrate(_ steps: [String]) throws {
    try transaction {
      let version = try version
      guard version <= steps.count else {
        throw DatabaseError.newer(version, than: steps.count)
      }
      guard version < steps.count else { return }
      for step in steps[version...] { try execute(step) }
      try execute("PRAGMA user_version = \(steps.count)")
    }
  }
}

extension DatabaseError {
  static func newer(_ version: Int, than known: Int) -> DatabaseError {
    DatabaseError(.newer, "the file has version \(version) of its schema, and this program knows \(known)", code: 0)
  }
}
