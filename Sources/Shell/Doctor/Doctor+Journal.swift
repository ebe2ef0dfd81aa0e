import Runner

extension Doctor {
  /// The journal of runs, where there is one.
  var journal: [Observation] {
    let journal = Journal(at: folders.journal)
    do throws(JournalError) {
      let runs = try journal.runs()
      guard !runs.isEmpty else { return [] }
      let open = runs.filter(\.isInDoubt)
      let count = "\(folders.journal), \(runs.count) run\(runs.count == 1 ? "" : "s")"
      guard let last = open.first else { return [file("journal.db", .ok, count)] }
      let detail = count + ", \(open.count) with something in doubt"
      return [file("journal.db", .note, detail, "edush runs show \(last.number), edush resume \(last.number)")]
    } catch {
      return [file("journal.db", .error, error.message, error.hint)]
    }
  }
}
