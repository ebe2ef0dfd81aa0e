import ArgumentParser
import Runner
import Shell

/// `edush run FILE`: runs a script.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs a script.",
    discussion:
      "Options go before FILE; everything after it belongs to the script. `edush run FILE --help` lists its parameters."
  )

  @OptionGroup var loops: LoopArguments

  @Option(help: ArgumentHelp("Continue this run, with FILE as its corrected script.", valueName: "run"))
  var resume: Int?

  @Option(help: ArgumentHelp("Run only the rows that failed or are in doubt in this run.", valueName: "run"))
  var onlyFailed: Int?

  @OptionGroup var cassette: CassetteArguments

  @OptionGroup var connection: ConnectionArguments

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("The script, - for standard input, and its parameters.", valueName: "file [--param value]"),
    completion: .file(extensions: ["eduscript"]))
  var words: [String] = []

  func run() throws {
    guard let file = words.first else { throw ValidationError("run needs a script: edush run FILE") }
    guard file == "-" || !file.hasPrefix("-") else {
      if file == "--help" || file == "-h" { throw CleanExit.helpRequest(self) }
      throw ValidationError("Unknown option '\(file)'")
    }
    var run = try loops.scriptRun()
    run.onlyFailedOf = onlyFailed
    let arguments = Array(words.dropFirst())
    let further = LoopArguments.names.union(["--resume", "--only-failed"])
    guard let resume else {
      try connection.launch(further: further, cassette: cassette) { [run] in
        $0.run(file: file, arguments: arguments, as: run)
      }
    }
    guard onlyFailed == nil else { throw ValidationError("--resume and --only-failed exclude each other") }
    var request = ResumeRequest(run: resume)
    request.file = file
    request.arguments = arguments
    try connection.launch(further: further, cassette: cassette) { [run, request] in $0.resume(request, as: run) }
  }
}
