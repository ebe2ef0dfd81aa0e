import Storage

extension Journal {
  /// Describes the first event of a run that does not match its hash; nil if the run is intact. Throws if there is no
  /// such run.
  public func fault(in run: Int) throws(JournalError) -> String? {
    guard let database = try open(), try summary(run, in: database) != nil else { throw Self.missing(run) }
    let stored = try attempt {
      try database.rows("SELECT events, head FROM run WHERE number = ?", [.integer(run)]) {
        ($0.integer(0), $0.text(1))
      }
    }.first
    var chain = ChainCheck()
    try forEachEvent(of: run, in: database) { chain.add($0, $1, $2) }
    return chain.fault ?? stored.flatMap { chain.end(count: $0.0, head: $0.1) }
  }

  /// The numbers of all runs, oldest first.
  public func numbers() throws(JournalError) -> [Int] {
    guard let database = try open() else { return [] }
    return try attempt { try database.rows("SELECT number FROM run ORDER BY number") { $0.integer(0) } }
  }
}

/// Checks the events of a run against their hashes.
struct ChainCheck {
  private var hash = HashChain.start
  private var count = 0
  private(set) var fault: String?

  mutating func add(_ number: Int, _ text: String, _ stored: String) {
    guard fault == nil else { return }
    count += 1
    guard number == count else {
      fault =
        number > count
        ? "event \(count) is missing" : "event \(number) is in the place of event \(count)"
      return
    }
    hash = HashChain.next(after: hash, text)
    if hash != stored { fault = "event \(number) was changed, added, or follows one that was" }
  }

  /// - Parameters: the event count and the last hash that are stored with the run.
  func end(count stored: Int, head: String) -> String? {
    if count < stored { return "event \(count + 1) is missing" }
    if count > stored { return "event \(stored + 1) was added" }
    return hash == head ? nil : "event \(count) was changed"
  }
}
