import CSQLite

/// Why a SQLite operation failed.
public struct DatabaseError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds of errors that callers may need to distinguish (https://sqlite.org/rescode.html).
  public enum Kind: Sendable, Hashable {
    /// Another process held a lock for too long.
    case busy
    /// The file is read-only.
    case readOnly
    /// The file is damaged or not a database.
    case corrupt
    case cannotOpen
    /// A row would violate a constraint of the schema.
    case constraint
    /// The disk is full.
    case full
    /// The library is not installed.
    case unavailable
    /// The file was written by a later version of the program.
    case newer
    case other
  }

  /// The kind of error.
  public let kind: Kind
  /// SQLite's message, without a full stop.
  public let description: String
  /// SQLite's extended result code; 0 if the error does not come from SQLite.
  public let code: Int32

  /// Creates an error.
  public init(_ kind: Kind, _ description: String, code: Int32) {
    self.kind = kind
    self.description = description
    self.code = code
  }
}

extension DatabaseError.Kind {
  init(code: Int32) {
    self =
      switch code {
      case CSQLITE_BUSY, CSQLITE_LOCKED: .busy
      case CSQLITE_READONLY: .readOnly
      case CSQLITE_CORRUPT, CSQLITE_NOTADB: .corrupt
      case CSQLITE_CANTOPEN: .cannotOpen
      case CSQLITE_CONSTRAINT: .constraint
      case 13: .full  // SQLITE_FULL
      case CSQLITE_UNAVAILABLE: .unavailable
      default: .other
      }
  }
}
