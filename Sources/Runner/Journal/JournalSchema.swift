/// The schema of `journal.db`. The events are authoritative; the columns of `run` are derived from them so that listing
/// runs does not have to read events.
enum JournalSchema {
  /// The migrations that build the schema. Released migrations never change.
  static let steps = [
    """
    CREATE TABLE run (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL,
      script TEXT NOT NULL,
      started_at REAL NOT NULL,
      ended_at REAL,
      exit_code INTEGER,
      host TEXT NOT NULL,
      process TEXT NOT NULL,
      rows INTEGER NOT NULL DEFAULT 0,
      done INTEGER NOT NULL DEFAULT 0,
      failed INTEGER NOT NULL DEFAULT 0,
      in_doubt INTEGER NOT NULL DEFAULT 0,
      writes INTEGER NOT NULL DEFAULT 0,
      events INTEGER NOT NULL DEFAULT 0,
      head TEXT NOT NULL DEFAULT ''
    );
    CREATE TABLE event (
      run INTEGER NOT NULL,
      number INTEGER NOT NULL,
      content TEXT NOT NULL,
      hash TEXT NOT NULL,
      PRIMARY KEY (run, number)
    ) WITHOUT ROWID;
    CREATE TABLE applied (digest TEXT NOT NULL, run INTEGER NOT NULL)
    """
  ]
}
