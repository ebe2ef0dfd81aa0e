import CSQLite

/// Why SQLite could not do something.
public struct DatabaseError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What a caller may want to tell apart (https://sqlite.org/rescode.html).
  public enum Kind: Sendable, Hashable {
    /// Another process holds a lock for too long.
    case busy
    /// The file may only be read.
    case readOnly
    /// The file is damaged, or not a database.
    case corrupt
    case cannotOpen
    /// A row would break a rule of the schema.
    case constraint
    /// The disk has no room left.
    case full
    /// The library is not installed.
    case unavailable
    /// A later program wrote the file.
    case newer
    case other
  }

  public let kind: Kind
  /// SQLite's message, without a full stop.
  public let description: String
  /// SQLite's extended result code; 0 where the error is none of SQLite's.
  public let code: Int32

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
