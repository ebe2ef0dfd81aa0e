import ArgumentParser
import Shell

/// `edush check FILE…`: checks scripts without running them.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Checks scripts without sending anything.")

  @Option(help: "text, or json for editors.", completion: .list(CheckFormat.allCases.map(\.rawValue)))
  var format = CheckFormat.text.rawValue

  @OptionGroup var connection: ConnectionArguments

  @Argument(
    help: ArgumentHelp("The scripts; - is standard input.", valueName: "file"),
    completion: .file(extensions: ["eduscript"]))
  var files: [String]

  func run() throws {
    guard let format = CheckFormat(rawValue: format) else {
      throw ValidationError("--format accepts text and json, not '\(format)'")
    }
    try connection.launch { $0.check(files: files, format: format) }
  }
}
