import ArgumentParser
import Runner
import Shell

/// `edush resume RUN [FILE]`: resumes a run.
struct ResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Resumes an unfinished run.",
    discussion: """
      The script runs again with its recorded parameters: finished rows are skipped, finished writes are \
      not sent again, and one in doubt is looked up first. FILE is the corrected script.
      """)

  /// The options that may follow the number.
  static let trailingOptions = ConnectionArguments.names.union(LoopArguments.names).union([
    "--in-doubt", "--help", "-h",
  ])

  @Option(
    help: ArgumentHelp(
      "Writes without a response: ask, probe, retry or skip; by default they are probed, then asked about.",
      valueName: "way"),
    completion: .list(Doubts.Way.allCases.map(\.rawValue)))
  var inDoubt: String?

  @OptionGroup var loops: LoopArguments
  @OptionGroup var connection: ConnectionArguments

  @Argument(help: ArgumentHelp("The number of the run.", valueName: "run"))
  var number: Int

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("The corrected script, and parameters to replace.", valueName: "file [--param value]"),
    completion: .file(extensions: ["eduscript"]))
  var words: [String] = []

  func run() throws {
    var request = ResumeRequest(run: number)
    if let inDoubt {
      guard let way = Doubts.Way(rawValue: inDoubt) else {
        throw ValidationError("--in-doubt accepts ask, probe, retry or skip, not '\(inDoubt)'")
      }
      request.way = way
    }
    var words = words
    if let file = words.first, !file.hasPrefix("-") {
      request.file = file
      words.removeFirst()
    }
    request.arguments = words
    let (settled, run) = (request, try loops.scriptRun())
    try connection.launch(further: LoopArguments.names.union(["--in-doubt"])) { $0.resume(settled, as: run) }
  }
}
