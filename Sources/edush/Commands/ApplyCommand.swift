import ArgumentParser
import Shell

/// `edush apply PLAN`: applies a plan.
struct ApplyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Sends exactly what a plan shows.",
    discussion: """
      Each object is read again before it is changed or deleted; what has changed since the plan was made is refused, its row is \
      left, and the others go on (exit code 7). Without a terminal, --yes or --allow give the permission that `edush run` \
      needs. Options may also follow PLAN. Secret parameters of the script are not stored: pass them as --PARAM value.
      """)

  /// The options that may follow PLAN.
  static let trailingOptions = ConnectionArguments.names.union(["--again", "--help", "-h"])

  @Flag(help: "Apply a plan that was applied before.")
  var again = false

  @OptionGroup var connection: ConnectionArguments

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("The plan, and secret parameters of its script.", valueName: "plan [--param value]"),
    completion: .file())
  var words: [String] = []

  func run() throws {
    guard let path = words.first else { throw ValidationError("apply needs a plan: edush apply PLAN") }
    guard path == "-" || !path.hasPrefix("-") else {
      if path == "--help" || path == "-h" { throw CleanExit.helpRequest(self) }
      throw ValidationError("Unknown option '\(path)'")
    }
    let request = ApplyRequest(path: path, arguments: Array(words.dropFirst()), again: again)
    try connection.launch(further: ["--again"]) { $0.apply(request) }
  }
}
