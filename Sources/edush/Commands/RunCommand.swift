import ArgumentParser
import Shell

/// `edush run FILE`: a script.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs a script.",
    discussion:
      "Options stand before FILE; all after it belongs to the script. `edush run FILE --help` lists its parameters.")

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
    try connection.launch { $0.run(file: file, arguments: Array(words.dropFirst())) }
  }
}
