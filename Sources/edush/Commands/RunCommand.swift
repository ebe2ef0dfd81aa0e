import ArgumentParser
import Runner
import Script
import Shell

/// `edush run FILE`: a script.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs a script.",
    discussion:
      "Options stand before FILE; all after it belongs to the script. `edush run FILE --help` lists its parameters.")

  @Option(help: ArgumentHelp("Rows at a time in outermost loops that do not say.", valueName: "n"))
  var jobs: Int?

  @Flag(help: "Failed rows of outermost loops leave the others running; the status is then 7.")
  var keepGoing = false

  @Option(help: ArgumentHelp("Run only the I-th of N equal parts of the rows of outermost loops.", valueName: "i/n"))
  var shard: String?

  @OptionGroup var cassette: CassetteArguments

  @OptionGroup var connection: ConnectionArguments

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("The script, - for standard input, and its parameters.", valueName: "file [--param value]"))
  var words: [String] = []

  func run() throws {
    guard let file = words.first else { throw ValidationError("run needs a script: edush run FILE") }
    guard file == "-" || !file.hasPrefix("-") else {
      if file == "--help" || file == "-h" { throw CleanExit.helpRequest(self) }
      throw ValidationError("Unknown option '\(file)'")
    }
    let run = try scriptRun()
    try connection.launch(further: ["--jobs", "--keep-going", "--shard"], cassette: cassette) {
      $0.run(file: file, arguments: Array(words.dropFirst()), as: run)
    }
  }

  private func scriptRun() throws -> ScriptRun {
    var run = ScriptRun()
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes a number from 1 to 256, not \(jobs)") }
    run.loops = LoopDefaults(parallel: jobs, keepsGoing: keepGoing)
    if let shard {
      run.shard = Shard(parsing: shard)
      guard run.shard != nil else { throw ValidationError("--shard takes I/N such as 2/5, not '\(shard)'") }
    }
    return run
  }
}
