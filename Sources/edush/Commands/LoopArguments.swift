import ArgumentParser
import Query
import Runner
import Script

/// The options of a run: how its outermost loops run, and for which rows.
struct LoopArguments: ParsableArguments {
  @Option(help: ArgumentHelp("Rows to run in parallel in top-level loops without `parallel`.", valueName: "n"))
  var jobs: Int?

  @Flag(help: "Continue top-level loops after failed rows; exit with 7.")
  var keepGoing = false

  @Option(help: ArgumentHelp("Stop with status 7 after N failed rows.", valueName: "n"))
  var maxFailures: Int?

  @Option(
    help: ArgumentHelp("Run only the I-th of N parts of the rows of top-level loops.", valueName: "i/n"))
  var shard: String?

  @Option(
    help: ArgumentHelp(
      "Write a report at the end: json, junit, tap, csv or html, and its path; may be repeated.",
      valueName: "kind:path"))
  var report: [String] = []

  @Option(
    help: ArgumentHelp("Write the rows and their results to this CSV file.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var outcome: String?

  @Flag(help: "Stop before every write, and open the prompt there.")
  var step = false

  @Option(
    name: .customLong("break"),
    help: ArgumentHelp(
      "Stop at a line of the script, where a condition is true; may be repeated.", valueName: "line[:condition]"))
  var breakpoints: [String] = []

  @Option(
    help: ArgumentHelp("Stop where something fails that the script does not catch.", valueName: "error"),
    completion: .list(["error"]))
  var breakOn: String?

  static let names: Set<String> = [
    "--jobs", "--keep-going", "--max-failures", "--shard", "--report", "--outcome", "--step", "--break", "--break-on",
  ]

  func scriptRun() throws -> ScriptRun {
    var run = ScriptRun()
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("--jobs accepts a number from 1 to 256, not \(jobs)")
    }
    if let maxFailures, maxFailures < 1 {
      throw ValidationError("--max-failures accepts a number from 1, not \(maxFailures)")
    }
    run.loops = LoopDefaults(parallel: jobs, keepsGoing: keepGoing, maxFailures: maxFailures)
    if let shard {
      run.shard = Shard(parsing: shard)
      guard run.shard != nil else { throw ValidationError("--shard accepts I/N such as 2/5, not '\(shard)'") }
    }
    run.reports = try report.map { text in
      do throws(Failure) {
        return try ReportTarget(parsing: text)
      } catch {
        throw ValidationError([error.message, error.hint].compactMap(\.self).joined(separator: "; "))
      }
    }
    run.outcome = outcome
    run.stops = try stopPoints()
    return run
  }

  private func stopPoints() throws -> StopPoints {
    var stops = StopPoints()
    stops.beforeWrites = step
    stops.lines = try breakpoints.map { text in
      guard let line = StopPoints.Line(parsing: text) else {
        throw ValidationError("--break accepts LINE or LINE:CONDITION such as 12:'$row.id == 5', not '\(text)'")
      }
      return line
    }
    if let breakOn {
      guard breakOn == "error" else { throw ValidationError("--break-on accepts error, not '\(breakOn)'") }
      stops.onError = true
    }
    return stops
  }
}
