import ArgumentParser
import Shell

/// `edush plan FILE`: shows what a script would write.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Shows what a script would write, without sending it.",
    discussion: """
      Reads are sent, writes are simulated. The plan goes to standard output, what the script prints to standard error. \
      -o and the other options may also follow FILE; everything else after FILE belongs to the script. `edush apply PLAN` \
      sends exactly what the plan shows.
      """)

  /// The options that may follow FILE.
  static let trailingOptions = ConnectionArguments.names.union(["-o"])

  @Option(
    name: .customShort("o"),
    help: ArgumentHelp("Write the plan to this file, for `edush apply`.", valueName: "plan"), completion: .file())
  var plan: String?

  @OptionGroup var connection: ConnectionArguments

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("The script, - for standard input, and its parameters.", valueName: "file [--param value]"),
    completion: .file(extensions: ["eduscript"]))
  var words: [String] = []

  func run() throws {
    guard let file = words.first else { throw ValidationError("plan needs a script: edush plan FILE") }
    guard file == "-" || !file.hasPrefix("-") else {
      if file == "--help" || file == "-h" { throw CleanExit.helpRequest(self) }
      throw ValidationError("Unknown option '\(file)'")
    }
    let request = PlanRequest(file: file, arguments: Array(words.dropFirst()), output: plan)
    try connection.launch(further: ["-o"]) { $0.plan(request) }
  }
}
