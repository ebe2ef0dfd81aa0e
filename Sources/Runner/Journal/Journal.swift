import Glibc
import Script
import Storage

/// The run journal: the SQLite database `journal.db` in the state folder.
public struct Journal: Sendable {
  /// Milliseconds to wait for a lock held by another process.
  private static let patience: Int32 = 30_000

  /// The path of the database.
  public let path: String

  /// Creates a journal at a path, without opening it.
  public init(at path: String) { self.path = path }

  /// Throws if the journal could not be written. Does not create the file.
  public func check() throws(JournalError) {
    if try open() == nil { try checkFolder() }
  }

  private func checkFolder() throws(JournalError) {
    var folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    while !folder.isEmpty, access(folder, F_OK) != 0 {
      folder = folder.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    }
    guard access(folder.isEmpty ? "/" : folder, W_OK) == 0 else {
      throw JournalError(DatabaseError(.cannotOpen, "", code: 0), at: path)
    }
  }

  /// Opens the database; nil if the file does not exist.
  func open() throws(JournalError) -> Database? {
    guard access(path, F_OK) == 0 else { return nil }
    return try database()
  }

  /// Opens the database and creates it if necessary.
  func make() throws(JournalError) -> Database {
    FileSaver.makeFolders(of: path)
    // Only the owner may read it. SQLite gives its auxiliary files the same mode.
    let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    if file >= 0 { close(file) }
    return try database()
  }

  private func database() throws(JournalError) -> Database {
    try attempt {
      let database = try Database(
        at: path, durability: .full, patience: Self.patience, knowing: JournalSchema.steps.count)
      // A file with the current schema needs no write access.
      if try database.version != JournalSchema.steps.count { try database.migrate(JournalSchema.steps) }
      return database
    }
  }

  /// Converts database errors to journal errors.
  func attempt<Result>(_ body: () throws -> Result) throws(JournalError) -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw JournalError(error, at: path)
    } catch let error as JournalError {
      throw error
    } catch {
      throw JournalError("the journal \(path) cannot be used: \(error)", hint: "see `edush doctor`")
    }
  }
}
