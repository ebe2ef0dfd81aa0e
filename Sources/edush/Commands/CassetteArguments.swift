import ArgumentParser
import Shell

/// The options for recording and replaying a run.
struct CassetteArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Record every request and response, without secrets, in a new file.", valueName: "cassette"),
    completion: .file())
  var record: String?

  @Option(
    help: ArgumentHelp(
      "Serve every response from a recording; nothing is sent, and no credentials are needed.", valueName: "cassette"),
    completion: .file())
  var replay: String?

  static let names: Set<String> = ["--record", "--replay"]

  func choice(isDryRun: Bool) throws -> CassetteChoice? {
    if record != nil, replay != nil { throw ValidationError("--record cannot be used with --replay") }
    if record != nil || replay != nil, isDryRun {
      throw ValidationError("--dry-run cannot be used with \(record == nil ? "--replay" : "--record")")
    }
    return record.map { .record($0) } ?? replay.map { .replay($0) }
  }
}
