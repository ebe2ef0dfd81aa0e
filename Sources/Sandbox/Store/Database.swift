import CSQLite

/// What SQLite said when it could not do something.
struct DatabaseError: Error, CustomStringConvertible {
  let description: String
}

/// A value bound to a statement.
enum Binding: Sendable {
  case null
  case integer(Int)
  case text(String)
}

/// A SQLite database with its prepared statements.
final class Database {
  private var connection: OpaquePointer?
  private var prepared: [String: OpaquePointer] = [:]

  /// Opens the file at `path`, creating it where needed; nil opens a database in memory.
  init(path: String?) throws {
    let flags = CSQLITE_OPEN_READWRITE | CSQLITE_OPEN_CREATE
    let code = csqlite_open(path ?? ":memory:", &connection, flags)
    guard code == CSQLITE_OK else {
      let error = DatabaseError(description: "cannot open \(path ?? "a database in memory"): \(message)")
      csqlite_close(connection)
      throw error
    }
    csqlite_busy_timeout(connection, 2000)
  }

  deinit {
    for statement in prepared.values { csqlite_finalize(statement) }
    csqlite_close(connection)
  }

  private var message: String { csqlite_errmsg(connection).map { String(cString: $0) } ?? "unknown error" }

  /// Runs statements without parameters or rows.
  func execute(_ sql: String) throws {
    guard csqlite_exec(connection, sql) == CSQLITE_OK else { throw DatabaseError(description: message) }
  }

  /// Runs a statement and answers how many rows it changed.
  @discardableResult
  func change(_ sql: String, _ bindings: [Binding]) throws -> Int {
    _ = try rows(sql, bindings) { _ in () }
    return Int(csqlite_changes(connection))
  }

  /// Runs a query and answers what `read` makes of each row.
  func rows<Result>(_ sql: String, _ bindings: [Binding], _ read: (Row) throws -> Result) throws -> [Result] {
    let statement = try prepare(sql)
    defer {
      csqlite_reset(statement)
      csqlite_clear_bindings(statement)
    }
    for (index, binding) in bindings.enumerated() { bind(binding, at: Int32(index + 1), to: statement) }
    var results: [Result] = []
    while true {
      switch csqlite_step(statement) {
      case CSQLITE_ROW: results.append(try read(Row(statement: statement)))
      case CSQLITE_DONE: return results
      default: throw DatabaseError(description: message)
      }
    }
  }

  /// Does all of `work` or, where it throws, nothing.
  func transaction(_ work: () throws -> Void) throws {
    try execute("BEGIN IMMEDIATE")
    do {
      try work()
      try execute("COMMIT")
    } catch {
      try? execute("ROLLBACK")
      throw error
    }
  }

  private func prepare(_ sql: String) throws -> OpaquePointer {
    if let statement = prepared[sql] { return statement }
    var statement: OpaquePointer?
    guard csqlite_prepare(connection, sql, -1, &statement) == CSQLITE_OK, let statement else {
      throw DatabaseError(description: message)
    }
    prepared[sql] = statement
    return statement
  }

  private func bind(_ binding: Binding, at index: Int32, to statement: OpaquePointer) {
    switch binding {
    case .null: csqlite_bind_null(statement, index)
    case .integer(let value): csqlite_bind_int64(statement, index, Int64(value))
    case .text(let text): csqlite_bind_text(statement, index, text, Int32(clamping: text.utf8.count))
    }
  }
}

/// The current row of a query; valid until the next one.
struct Row {
  fileprivate let statement: OpaquePointer

  func integer(_ column: Int32) -> Int { Int(csqlite_column_int64(statement, column)) }

  func utf8(_ column: Int32) -> [UInt8] {
    guard let start = csqlite_column_text(statement, column) else { return [] }
    return Array(UnsafeBufferPointer(start: start, count: Int(csqlite_column_bytes(statement, column))))
  }

  func text(_ column: Int32) -> String { String(decoding: utf8(column), as: UTF8.self) }
}
