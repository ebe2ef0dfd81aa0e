import Diagnostics
import Runner

extension Doctor {
  /// The run journal, if it exists.
  var journal: [Observation] {
    let journal = Journal(at: folders.journal)
    do throws(JournalError) {
      let runs = try journal.runs()
      guard !runs.isEmpty else { return [] }
      if let damage = try damage(in: journal, runs.prefix(Self.checkedRuns)) { return [damage] }
      let open = runs.filter(\.isInDoubt)
      let count = "\(folders.journal), \(runs.count.of("run"))"
      guard let last = open.first else { return [file("journal.db", .ok, count)] }
      let detail = count + ", \(open.count) with something in doubt"
      return [file("journal.db", .note, detail, "edush runs show \(last.number), edush resume \(last.number)")]
    } catch {
      return [file("journal.db", .error, error.message, error.hint)]
    }
  }

  /// The number of recent runs to verify.
  private static let checkedRuns = 20

  private func damage(
    in journal: Journal, _ runs: ArraySlice<Journal.Summary>
  ) throws(JournalError) -> Observation? {
    for run in runs {
      guard let fault = try journal.fault(in: run.number) else { continue }
      return file(
        "journal.db", .error, "\(folders.journal), run \(run.number): \(fault)",
        "do not resume or undo it; `edush runs verify` looks at all runs")
    }
    return nil
  }
}
