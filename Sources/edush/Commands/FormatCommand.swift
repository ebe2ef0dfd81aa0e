import ArgumentParser
import Shell

/// `edush fmt FILE…`: formats scripts.
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "Formats scripts in place.")

  @Flag(help: "Write nothing; list unformatted files and exit with 1.")
  var check = false

  @Argument(
    help: ArgumentHelp("The scripts; - goes from standard input to standard output.", valueName: "file"),
    completion: .file(extensions: ["eduscript"]))
  var files: [String]

  func run() throws {
    throw ArgumentParser.ExitCode(Launch.format(files: files, mode: check ? .check : .write))
  }
}
