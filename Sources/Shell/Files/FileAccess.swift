import Query
import Script

/// Which files scripts and commands may read and write: never the folders of edush itself, with `--files` one folder only,
/// and in a dry run nothing.
struct FileAccess: Sendable {
  /// The real paths of the folders of configuration and state.
  private let own: [String]
  /// What a script or a call has no business with.
  private static let secretNames = ["/credentials", "/history", "/journal.db", "/journal.db-wal"]
  /// `--files`, as it was written and where it leads; nil for the whole machine.
  private let confinement: (written: String, real: String)?
  let isDryRun: Bool
  /// What a dry run would have written so far.
  let planned = PlannedFiles()
  /// Whether it was told that formulas are guarded.
  let guards = Once()

  /// - Parameters:
  ///   - own: the folders that are never written.
  ///   - folder: the one in which files may be used, as the user wrote it.
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

  /// Saves a file for a statement or a command. A dry run only says what it would write.
  ///
  /// - Parameters:
  ///   - mode: of a file that does not exist yet; nil leaves it to the umask.
  ///   - notify: tells the person.
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
