import ArgumentParser
import Query
import Runner
import Script

/// The options of a run: how its outermost loops run, and which of their rows.
struct LoopArguments: ParsableArguments {
  @Option(help: ArgumentHelp("Rows at a time in outermost loops that do not say.", valueName: "n"))
  var jobs: Int?

  @Flag(help: "Failed rows of outermost loops leave the others running; the status is then 7.")
  var keepGoing = false

  @Option(
    help: ArgumentHelp("Run only the I-th of N parts of the rows of outermost loops.", valueName: "i/n"))
  var shard: String?

  @Option(
    help: ArgumentHelp(
      "Write a report at the end: json, junit, tap, csv or html, and its path; may be repeated.",
      valueName: "kind:path"))
  var report: [String] = []

  @Option(
    help: ArgumentHelp("Write the rows with what became of them to this CSV file.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var outcome: String?

  static let names: Set<String> = ["--jobs", "--keep-going", "--shard", "--report", "--outcome"]

  func scriptRun() throws -> ScriptRun {
    var run = ScriptRun()
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes a number from 1 to 256, not \(jobs)") }
    run.loops = LoopDefaults(parallel: jobs, keepsGoing: keepGoing)
    if let shard {
      run.shard = Shard(parsing: shard)
      guard run.shard != nil else { throw ValidationError("--shard takes I/N such as 2/5, not '\(shard)'") }
    }
    run.reports = try report.map { text in
      do throws(Failure) {
        return try ReportTarget(parsing: text)
      } catch {
        throw ValidationError([error.message, error.hint].compactMap(\.self).joined(separator: "; "))
      }
    }
    run.outcome = outcome
    return run
  }
}
