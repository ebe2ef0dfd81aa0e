import JSON
import Query
import Storage

extension Journal {
  /// Adds a new run to the journal and commits its first event.
  ///
  /// - Parameter redact: replaces secrets before anything is written.
  func begin(
    _ start: RunStart, redact: @escaping @Sendable (String) -> String
  ) throws(JournalError) -> JournalWriter {
    let database = try make()
    let text = redact(start.event.text)
    let hash = HashChain.next(after: HashChain.start, text)
    let number = try attempt {
      try database.transaction {
        try database.change(
          "INSERT INTO run (kind, script, started_at, host, process, events, head) VALUES (?, ?, ?, ?, ?, 1, ?)",
          [
            .text(start.kind.rawValue), .text(start.scriptName), .real(start.startedAt), .text(Host.name),
            .text(ProcessIdentity.current.text), .text(hash),
          ])
        let number = database.lastInsertedRow
        try Self.insert(text, hash, 1, of: number, in: database)
        if let digest = start.options["plan"]?.string {
          try database.change(
            "INSERT INTO applied (digest, run) VALUES (?, ?)", [.text(digest), .integer(number)])
        }
        return number
      }
    }
    return JournalWriter(database, at: path, run: number, head: hash, number: 1, redact: redact)
  }

  /// Resumes a run that has ended, starting with `event`. No other process may resume it at the same time.
  ///
  /// - Parameter redact: replaces secrets before anything is written.
  func goOn(
    _ memory: RunMemory, _ event: JournalEvent, redact: @escaping @Sendable (String) -> String
  ) throws(JournalError) -> JournalWriter {
    let database = try make()
    let text = redact(event.text)
    let (hash, number) = try attempt {
      try database.transaction {
        try refuseRunning(memory.run, in: database)
        let last = try database.rows("SELECT head, events FROM run WHERE number = ?", [.integer(memory.run)]) {
          ($0.text(0), $0.integer(1))
        }
        guard let (head, events) = last.first else { throw Self.missing(memory.run) }
        let hash = HashChain.next(after: head, text)
        try Self.insert(text, hash, events + 1, of: memory.run, in: database)
        try database.change(
          """
          UPDATE run SET events = ?, head = ?, host = ?, process = ?, ended_at = NULL, exit_code = NULL WHERE number = ?
          """,
          [
            .integer(events + 1), .text(hash), .text(Host.name), .text(ProcessIdentity.current.text),
            .integer(memory.run),
          ])
        return (hash, events + 1)
      }
    }
    return JournalWriter(database, at: path, run: memory.run, head: hash, number: number, redact: redact)
  }

  private static func insert(
    _ text: String, _ hash: String, _ number: Int, of run: Int, in database: Database
  ) throws {
    try database.change(
      "INSERT INTO event (run, number, content, hash) VALUES (?, ?, ?, ?)",
      [.integer(run), .integer(number), .text(text), .text(hash)])
  }

  /// Throws if another process is working on the run.
  func refuseRunning(_ run: Int, in database: Database) throws(JournalError) {
    guard let summary = try summary(run, in: database) else { throw Self.missing(run) }
    guard summary.exitCode == nil, summary.isAlive else { return }
    let process = summary.process.split(separator: " ").first.map(String.init) ?? "?"
    throw JournalError(
      "run \(run) is still running, in process \(process)",
      hint: "wait for it, or end it: kill \(process)")
  }

  /// The latest run that applied the plan with this digest; nil if there is none.
  public func run(thatApplied digest: String) throws(JournalError) -> Int? {
    guard let database = try open() else { return nil }
    return try attempt {
      try database.rows(
        "SELECT run FROM applied WHERE digest = ? ORDER BY run DESC LIMIT 1", [.text(digest)]
      ) { $0.integer(0) }.first
    }
  }

  /// The keys of the writes of a run that later runs have undone.
  public func undone(of run: Int) throws(JournalError) -> Set<String> {
    guard let database = try open() else { return [] }
    var keys: Set<String> = []
    for summary in try runs() where summary.kind == .undo {
      let fold = try fold(summary.number, in: database)
      guard fold.began?["options"]?["undoes"]?.int == run else { continue }
      keys.formUnion(fold.units.values.filter { $0.rowState == .done }.compactMap { $0.name.string })
    }
    return keys
  }

  static func missing(_ run: Int) -> JournalError {
    JournalError("the journal has no run \(run)", hint: "`edush runs --all` lists them")
  }

  /// Returns what a run has done so far, so that it can be resumed.
  public func memory(of run: Int) throws(JournalError) -> RunMemory {
    guard let database = try open() else { throw Self.missing(run) }
    try refuseRunning(run, in: database)
    guard let summary = try summary(run, in: database),
      let memory = RunMemory(run, summary.kind, try fold(run, in: database))
    else { throw Self.missing(run) }
    return memory
  }
}
