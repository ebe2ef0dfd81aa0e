import ArgumentParser
import Shell

/// `edush provider`: manages the user's own manifests.
struct ProviderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "provider", abstract: "Makes and checks the manifests of your own providers.",
    subcommands: [ProviderImportCommand.self, ProviderCheckCommand.self])
}

/// `edush provider check FILE…`: checks manifests.
struct ProviderCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Explains all that is wrong with a manifest.",
    discussion: "The status is 2 if anything is wrong, 0 if there are only warnings.")

  @Option(help: "text, or json for editors.", completion: .list(CheckFormat.allCases.map(\.rawValue)))
  var format = CheckFormat.text.rawValue

  @Flag(help: "No colours.")
  var noColor = false

  @Argument(
    help: ArgumentHelp("The manifests, NAME.jq; - is standard input.", valueName: "file"),
    completion: .file(extensions: ["jq"]))
  var files: [String]

  func run() throws {
    guard let format = CheckFormat(rawValue: format) else {
      throw ValidationError("--format accepts text and json, not '\(format)'")
    }
    var options = ShellOptions()
    options.refusesColour = noColor
    let launch = Launch(options: options, surroundings: Surroundings())
    throw ExitCode(launch.checkManifests(files: files, format: format))
  }
}

/// `edush provider import FILE`: generates a manifest from an OpenAPI description.
struct ProviderImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Makes a manifest from an OpenAPI description.",
    discussion: """
      Reads OpenAPI 3 or Swagger 2.0 in YAML or JSON, in one file or several, and prints the manifest, with comments where it \
      guessed; with --install edush knows the provider from then on. Guesses, omissions and what was not understood are \
      reported on standard error, with their place.
      """)

  @Option(
    help: ArgumentHelp("The provider's name; else that of the output file or of the description.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("The server's URL, if not the one in the description.", valueName: "url"))
  var base: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Write the manifest to this file.", valueName: "file"),
    completion: .file(extensions: ["jq"]))
  var output: String?

  @Flag(help: "Write it to the folder of your own providers.")
  var install = false

  @Flag(help: "Overwrite an existing file.")
  var force = false

  @Flag(help: "No colours.")
  var noColor = false

  @Argument(
    help: ArgumentHelp("The description; - is standard input.", valueName: "description"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var file: String

  func run() throws {
    if install, output != nil { throw ValidationError("--install and --output exclude each other") }
    var request = ImportRequest(file: file)
    request.name = name
    request.base = base
    request.replaces = force
    request.target = install ? .providers : output.map { .file($0) } ?? .standardOutput
    var options = ShellOptions()
    options.refusesColour = noColor
    throw ExitCode(Launch(options: options, surroundings: Surroundings()).importManifest(request))
  }
}
