import CSQLite

/// When a commit is written to disk (`PRAGMA synchronous`).
public enum Durability: String, Sendable {
  /// Before the commit returns: survives a power failure.
  case full = "FULL"
  /// At the next checkpoint: survives the end of the process, but a power failure may lose the last commits.
  case normal = "NORMAL"
}

/// A value bound to a parameter of a statement.
public enum Binding: Sendable, Hashable {
  case null
  case integer(Int)
  case real(Double)
  case text(String)
  case blob([UInt8])
}

/// The current row of a query, valid until the next row. Columns count from 0; NULL is read as zero or empty.
public struct Row {
  let statement: OpaquePointer

  /// Whether a column is NULL.
  public func isNull(_ column: Int32) -> Bool { csqlite_column_type(statement, column) == CSQLITE_NULL }

  /// The value of a column as an integer.
  public func integer(_ column: Int32) -> Int { Int(csqlite_column_int64(statement, column)) }

  /// The value of a column as a double.
  public func real(_ column: Int32) -> Double { csqlite_column_double(statement, column) }

  /// The value of a column as UTF-8 bytes.
  public func utf8(_ column: Int32) -> [UInt8] {
    guard let start = csqlite_column_text(statement, column) else { return [] }
    return Array(UnsafeBufferPointer(start: start, count: Int(csqlite_column_bytes(statement, column))))
  }

  /// The value of a column as text.
  public func text(_ column: Int32) -> String { String(decoding: utf8(column), as: UTF8.self) }

  /// The value of a column as bytes.
  public func blob(_ column: Int32) -> [UInt8] {
    guard let start = csqlite_column_blob(statement, column) else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: Int(csqlite_column_bytes(statement, column))))
  }
}
