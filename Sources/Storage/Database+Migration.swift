extension Database {
  /// The version of the schema, which `PRAGMA user_version` keeps in the file; 0 for a new one.
  public var version: Int {
    get throws(DatabaseError) { try rows("PRAGMA user_version") { $0.integer(0) }.first ?? 0 }
  }

  /// Brings the schema up to date: runs the steps that the file has not seen yet, all of them or none. A step is never
  /// changed once it was released; later ones are added behind it.
  ///
  /// - Throws: `newer` where the file has seen more steps than there are: a later program wrote it.
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
