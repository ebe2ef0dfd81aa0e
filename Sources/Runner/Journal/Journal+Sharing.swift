import JSON
import Query
import Storage

extension Journal {
  /// Exports a run as JSON Lines: a header with its summary, its events with their hashes, and a trailer.
  public func export(_ run: Int, _ write: (String) -> Void) throws(JournalError) {
    guard let database = try open(), let summary = try summary(run, in: database) else { throw Self.missing(run) }
    let header: Value = [
      "edush_run": 1, "run": Value(run), "kind": Value(summary.kind.rawValue), "script": Value(summary.script),
      "started_at": Value(summary.startedAt), "exit_code": summary.exitCode.map { Value($0) } ?? .null,
      "host": Value(summary.host),
    ]
    write(header.json())
    var (count, head) = (0, "")
    try forEachEvent(of: run, in: database) { number, text, hash in
      let content = (try? Value.parse(text)) ?? .null
      write(Value(["number": Value(number), "hash": Value(hash), "event": content] as Object).json())
      (count, head) = (number, hash)
    }
    // The trailer distinguishes a complete file from a truncated one.
    write(Value(["events": Value(count), "head": Value(head)] as Object).json())
  }

  /// Merges exported runs of one script (its shards) into a new run, and returns the new run's number.
  public func merge(_ files: [ExportedRun]) throws(JournalError) -> Int {
    guard let first = files.first, var start = RunStart(first.began, kind: .run) else {
      throw JournalError("there is nothing to merge", hint: "edush runs merge FILE…")
    }
    try refuseOthers(files, start)
    start.options["shard"] = nil
    start.options["merged"] = Value(files.map { Value($0.name) })
    start.startedAt = files.map(\.startedAt).min() ?? start.startedAt
    let writer = try begin(start) { $0 }
    defer { writer.close() }
    var offset = 0
    var counts = RunCounts()
    for file in files {
      for event in file.events {
        if event.name == .row { counts.enter(event.text("state").flatMap(RowRecord.State.init) ?? .failed) }
        if event.name == .done { counts.writes += 1 }
        try writer.append(event.renumbered(by: offset), counts)
      }
      offset += file.lastUnit
    }
    let code = files.map { $0.exitCode ?? 7 }.max() ?? 0
    let end = RunEnd(exitCode: code, at: files.compactMap(\.endedAt).max() ?? start.startedAt)
    let requests = files.reduce(0) { $0 + $1.requests }
    try writer.append(
      JournalEvent(.ended, ["at": Value(end.at), "exit_code": Value(code), "requests": Value(requests)]), counts,
      end: end)
    try writer.flush()
    return writer.run
  }

  /// Throws if two files contain the same row, or if a file is from another script.
  private func refuseOthers(_ files: [ExportedRun], _ start: RunStart) throws(JournalError) {
    var places: [UnitKey: String] = [:]
    for file in files {
      guard file.began["script"]?["sha256"]?.string == start.digest else {
        throw JournalError(
          "\(file.name) is of another script than \(files[0].name)", hint: "merge the shards of one script")
      }
      for (key, name) in file.rows {
        if let other = places.updateValue(file.name, forKey: key) {
          throw JournalError(
            "row \(name) is in \(other) and in \(file.name)",
            hint: "each row belongs to one shard; was a shard run twice, or with another --shard?")
        }
      }
    }
  }
}

/// A run as written by `export`.
public struct ExportedRun: Sendable {
  /// The name of the file.
  let name: String
  let exitCode: Int?
  let startedAt: Double
  let began: JournalEvent
  /// The events of units.
  private(set) var events: [JournalEvent] = []
  private(set) var rows: [(key: UnitKey, name: String)] = []
  private(set) var lastUnit = 0
  private(set) var endedAt: Double?
  private(set) var requests = 0

  /// Parses the lines of an exported file. Throws if the file is malformed or incomplete.
  public init(_ text: String, name: String) throws(JournalError) {
    func broken(_ line: Int, _ what: String) -> JournalError {
      JournalError("\(name):\(line): \(what)", hint: "export the run again: edush runs export RUN > FILE")
    }
    let lines = text.split(separator: "\n")
    guard let header = lines.first.flatMap({ try? Value.parse(String($0)) }), header["edush_run"] == 1 else {
      throw broken(1, "not an exported run")
    }
    var chain = ChainCheck()
    var events: [JournalEvent] = []
    let last = lines.count > 1 ? lines.last.flatMap { try? Value.parse(String($0)) } : nil
    guard let count = last?["events"]?.int, let head = last?["head"]?.string else {
      throw broken(lines.count, "the file is cut off: its end is missing")
    }
    for (index, line) in lines.dropFirst().dropLast().enumerated() {
      guard let value = try? Value.parse(String(line)), let content = value["event"],
        let event = JournalEvent(parsing: content.json()), let hash = value["hash"]?.string,
        let number = value["number"]?.int
      else { throw broken(index + 2, "not an event") }
      chain.add(number, content.json(), hash)
      if let fault = chain.fault { throw broken(index + 2, fault) }
      events.append(event)
    }
    if let fault = chain.end(count: count, head: head) { throw broken(lines.count, fault) }
    guard let began = events.first, began.name == .began else { throw broken(2, "the run has no beginning") }
    self.name = name
    self.began = began
    exitCode = header["exit_code"]?.int
    startedAt = header["started_at"]?.double ?? 0
    for event in events.dropFirst() { add(event) }
  }

  /// The shards missing from a set of runs, such as `3/4`; empty if the runs do not belong to one set.
  public static func missingShards(_ runs: [ExportedRun]) -> [String] {
    let shards = runs.map { $0.began["options"]?["shard"]?.string.flatMap(Shard.init(parsing:)) }
    guard let count = shards.first??.count, shards.allSatisfy({ $0?.count == count }) else { return [] }
    let there = Set(shards.compactMap { $0?.index })
    return (1...count).filter { !there.contains($0) }.map { "\($0)/\(count)" }
  }

  private mutating func add(_ event: JournalEvent) {
    switch event.name {
    case .began, .resumed: return
    case .ended:
      endedAt = event.seconds("at")
      requests += event.number("requests") ?? 0
      return
    default: events.append(event)
    }
    lastUnit = max(lastUnit, event.number("unit") ?? 0)
    if let key = UnitKey(event), case .row = key, event["key"] != nil {
      rows.append((key, event.text("key") ?? event["key"]?.json() ?? ""))
    }
  }
}

extension JournalEvent {
  fileprivate func renumbered(by offset: Int) -> JournalEvent {
    guard let unit = number("unit") else { return self }
    var event = self
    event.content["unit"] = Value(unit + offset)
    return event
  }
}

extension Journal {
  /// Deletes runs that started before `time` and have ended; runs with writes in doubt only if `inDoubt`. Returns their
  /// numbers.
  public func prune(before time: Double, inDoubt: Bool) throws(JournalError) -> [Int] {
    let old = try runs().filter { $0.startedAt < time && $0.state != .running && (inDoubt || $0.counts.inDoubt == 0) }
    guard !old.isEmpty, let database = try open() else { return [] }
    try attempt {
      try database.transaction {
        for run in old {
          try database.change("DELETE FROM event WHERE run = ?", [.integer(run.number)])
          try database.change("DELETE FROM run WHERE number = ?", [.integer(run.number)])
        }
      }
    }
    return old.map(\.number).sorted()
  }
}
