import Glibc
import Script
import Storage

/// The file that remembers runs: `journal.db` in the state folder.
public struct Journal: Sendable {
  /// Milliseconds that another process may keep it locked.
  private static let patience: Int32 = 30_000

  public let path: String

  public init(at path: String) { self.path = path }

  /// Throws why a run could not be written, without making the file.
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

  /// The database; nil where there is no file.
  func open() throws(JournalError) -> Database? {
    guard access(path, F_OK) == 0 else { return nil }
    return try database()
  }

  /// The database, made where there is none.
  func make() throws(JournalError) -> Database {
    FileSaver.makeFolders(of: path)
    // Nobody else may read it, nor the files that SQLite puts beside it with the same mode.
    let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    if file >= 0 { close(file) }
    return try database()
  }

  private func database() throws(JournalError) -> Database {
    try attempt {
      let database = try Database(
        at: path, durability: .full, patience: Self.patience, knowing: JournalSchema.steps.count)
      // A file that is up to date is only looked at.
      if try database.version != JournalSchema.steps.count { try database.migrate(JournalSchema.steps) }
      return database
    }
  }

  /// Errors of the database as those of the journal.
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
