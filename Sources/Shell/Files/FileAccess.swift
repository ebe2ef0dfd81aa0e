import Query
import Script

/// The rules for files that scripts and commands may read and write: never edush's own folders, with `--files` only one
/// folder, and in a dry run no writing at all.
struct FileAccess: Sendable {
  /// The real paths of the configuration and state folders.
  private let own: [String]
  /// Files that scripts and calls must not read.
  private static let secretNames = ["/credentials", "/history", "/journal.db", "/journal.db-wal"]
  /// The folder of `--files`, as given and resolved; nil for no restriction.
  private let confinement: (written: String, real: String)?
  let isDryRun: Bool
  /// What a dry run would have written so far.
  let planned = PlannedFiles()
  /// Whether the user has been told that formulas are escaped.
  let guards = Once()

  /// - Parameters:
  ///   - own: the folders that are never written.
  ///   - folder: the only folder in which files may be used, as given by the user.
  init(refusing own: [String], confinedTo folder: String?, isDryRun: Bool) {
    self.own = own.map(RealPath.of)
    confinement = folder.map { ($0, RealPath.of($0)) }
    self.isDryRun = isDryRun
  }

  func objection(toWriting path: String) -> Objection? {
    let real = RealPath.of(path)
    if own.contains(where: real.isWithin) {
      return Objection("`\(path)` is in edush's own configuration", hint: "choose another folder")
    }
    return outside(real, path, "written")
  }

  func objection(toReading path: String) -> Objection? {
    let real = RealPath.of(path)
    if own.contains(where: { folder in Self.secretNames.contains { real == folder + $0 } }) {
      return Objection("`\(path)` is private to edush", hint: "`doctor` shows the configuration")
    }
    return outside(real, path, "read")
  }

  private func outside(_ real: String, _ path: String, _ done: String) -> Objection? {
    guard let confinement, !real.isWithin(confinement.real) else { return nil }
    return Objection(
      "`\(path)` cannot be \(done): it is outside \(confinement.written)",
      hint: "--files allows files in that folder only")
  }

  /// Saves a file for a statement or command. A dry run only reports what it would write.
  ///
  /// - Parameters:
  ///   - mode: the mode of a new file; nil for the default.
  ///   - notify: shows a notice to the user.
  func save(
    _ bytes: [UInt8], to path: String, mode: UInt32? = nil, notify: (String) -> Void
  ) throws(Failure) {
    try check(writing: path)
    guard !isDryRun else {
      planned.keep(bytes, at: path)
      return notify("would write \(path), \(bytes.count) bytes")
    }
    try FileSaver.save(bytes, to: path, mode: mode)
  }

  func check(writing path: String) throws(Failure) { try refuse(objection(toWriting: path)) }

  func check(reading path: String) throws(Failure) { try refuse(objection(toReading: path)) }

  private func refuse(_ objection: Objection?) throws(Failure) {
    if let objection { throw Failure(.usage, objection.message, hint: objection.hint) }
  }
}
