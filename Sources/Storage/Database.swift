import CSQLite
import Glibc

/// A SQLite database and its prepared statements. Used by one thread at a time.
///
///     let database = try Database(at: path, durability: .full)
///     try database.migrate([
///       "CREATE TABLE run (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
///     ])
///     try database.change("INSERT INTO run (name) VALUES (?)", [.text("nightly")])
///     let names = try database.rows("SELECT name FROM run", []) { $0.text(0) }
public final class Database {
  private var connection: OpaquePointer?
  private var prepared: [String: OpaquePointer] = [:]
  /// The nesting depth of transactions.
  private var transactions = 0
  private let durability: Durability

  /// Opens the file at `path`, and creates it if necessary; nil opens an in-memory database. Files use a write-ahead
  /// log.
  ///
  /// - Parameters:
  ///   - patience: the maximum time to wait for a lock held by another process, in milliseconds.
  ///   - steps: the number of schema steps that the program knows; nil disables the check. A file that has had more is
  ///     not changed.
  /// - Throws: if the file cannot be opened or is not a database.
  public init(
    at path: String?, durability: Durability = .full, patience: Int32 = 2000, knowing steps: Int? = nil
  ) throws(DatabaseError) {
    guard csqlite_available() != 0 else {
      throw DatabaseError(.unavailable, "SQLite is not installed", code: CSQLITE_UNAVAILABLE)
    }
    self.durability = durability
    let code = csqlite_open(path ?? ":memory:", &connection, CSQLITE_OPEN_READWRITE | CSQLITE_OPEN_CREATE)
    guard code == CSQLITE_OK else {
      let error = failure("cannot open \(path ?? "a database in memory")")
      csqlite_close(connection)
      connection = nil
      throw error
    }
    csqlite_busy_timeout(connection, patience)
    guard path != nil else { return }
    if let steps, try version > steps { throw DatabaseError.newer(try version, than: steps) }
    try useLog(patience: patience)
    try execute("PRAGMA synchronous = \(durability.rawValue)")
  }

  /// Switches a new file to a write-ahead log. SQLite itself does not wait for another process that is doing the same.
  private func useLog(patience: Int32) throws(DatabaseError) {
    var waited: Int32 = 0
    while true {
      do throws(DatabaseError) {
        return try execute("PRAGMA journal_mode = WAL")
      } catch {
        guard error.kind == .busy, waited < patience else { throw error }
        poll(nil, 0, Self.pause)
        waited += Self.pause
      }
    }
  }

  /// The interval between two attempts, in milliseconds.
  private static let pause: Int32 = 10

  deinit {
    for statement in prepared.values { csqlite_finalize(statement) }
    csqlite_close(connection)
  }

  /// The row id of the last insertion.
  public var lastInsertedRow: Int { Int(csqlite_last_insert_rowid(connection)) }

  /// Executes statements without parameters or results, separated by semicolons.
  public func execute(_ sql: String) throws(DatabaseError) {
    guard csqlite_exec(connection, sql) == CSQLITE_OK else { throw failure() }
  }

  /// Executes a statement and returns the number of changed rows.
  @discardableResult
  public func change(_ sql: String, _ bindings: [Binding] = []) throws(DatabaseError) -> Int {
    _ = try rows(sql, bindings) { _ in () }
    return Int(csqlite_changes(connection))
  }

  /// Runs a query and returns the result of `read` for each row. The compiled statement is cached.
  public func rows<Result>(
    _ sql: String, _ bindings: [Binding] = [], _ read: (Row) -> Result
  ) throws(DatabaseError) -> [Result] {
    let statement = try prepare(sql)
    defer {
      csqlite_reset(statement)
      csqlite_clear_bindings(statement)
    }
    for (index, binding) in bindings.enumerated() { bind(binding, at: Int32(index + 1), to: statement) }
    var results: [Result] = []
    while true {
      switch csqlite_step(statement) {
      case CSQLITE_ROW: results.append(read(Row(statement: statement)))
      case CSQLITE_DONE: return results
      default: throw failure()
      }
    }
  }

  /// Runs `work` in a transaction, which is rolled back if it throws. A nested transaction is part of the outer one.
  ///
  /// - Parameter durability: the durability of this transaction; nil for that of the database. The next `.full`
  /// transaction also writes earlier ones to disk.
  public func transaction<Result>(_ durability: Durability? = nil, _ work: () throws -> Result) throws -> Result {
    guard transactions == 0 else { return try work() }
    if let durability, durability != self.durability {
      try execute("PRAGMA synchronous = \(durability.rawValue)")
    }
    defer {
      if let durability, durability != self.durability {
        try? execute("PRAGMA synchronous = \(self.durability.rawValue)")
      }
    }
    try execute("BEGIN IMMEDIATE")
    transactions += 1
    defer { transactions -= 1 }
    do {
      let result = try work()
      try execute("COMMIT")
      return result
    } catch {
      try? execute("ROLLBACK")
      throw error
    }
  }

  private func prepare(_ sql: String) throws(DatabaseError) -> OpaquePointer {
    if let statement = prepared[sql] { return statement }
    var statement: OpaquePointer?
    guard csqlite_prepare(connection, sql, -1, &statement) == CSQLITE_OK, let statement else { throw failure() }
    prepared[sql] = statement
    return statement
  }

  private func bind(_ binding: Binding, at index: Int32, to statement: OpaquePointer) {
    switch binding {
    case .null: csqlite_bind_null(statement, index)
    case .integer(let value): csqlite_bind_int64(statement, index, Int64(value))
    case .real(let value): csqlite_bind_double(statement, index, value)
    case .text(let text): csqlite_bind_text(statement, index, text, Int32(clamping: text.utf8.count))
    case .blob(let bytes): csqlite_bind_blob(statement, index, bytes, Int32(clamping: bytes.count))
    }
  }

  private func failure(_ what: String? = nil) -> DatabaseError {
    let message = csqlite_errmsg(connection).map { String(cString: $0) } ?? "unknown error"
    let code = csqlite_extended_errcode(connection)
    return DatabaseError(
      DatabaseError.Kind(code: code & 0xFF), what.map { "\($0): \(message)" } ?? message, code: code)
  }
}
