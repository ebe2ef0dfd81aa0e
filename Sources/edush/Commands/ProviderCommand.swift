import ArgumentParser
import Shell

/// `edush provider`: manifests of one's own.
struct ProviderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "provider", abstract: "Checks the manifests of your own providers.",
    subcommands: [ProviderCheckCommand.self])
}

/// `edush provider check FILE…`: what is wrong with manifests.
struct ProviderCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Explains all that is wrong with a manifest.",
    discussion: "The status is 2 where anything is wrong, 0 where there are warnings only.")

  @Option(help: "text, or json for editors.")
  var format = CheckFormat.text.rawValue

  @Flag(help: "No colours.")
  var noColor = false

  @Argument(
    help: ArgumentHelp("The manifests, NAME.jq; - is standard input.", valueName: "file"),
    completion: .file(extensions: ["jq"]))
  var files: [String]

  func run() throws {
    guard let format = CheckFormat(rawValue: format) else {
      throw ValidationError("--format takes text and json, not '\(format)'")
    }
    var options = ShellOptions()
    options.refusesColour = noColor
    let launch = Launch(options: options, surroundings: Surroundings())
    throw ExitCode(launch.checkManifests(files: files, format: format))
  }
}
