import ArgumentParser

/// `edush jq`: declared for help and completion only; `Edush.main` runs it before the parser sees jq's options.
struct JQCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jq", abstract: "Filters JSON: a drop-in for jq 1.8's command line.")

  @Argument(
    parsing: .captureForPassthrough, help: ArgumentHelp("jq's options, a filter, files.", valueName: "arguments"),
    completion: .file())
  var arguments: [String] = []

  func run() throws { throw ArgumentParser.ExitCode(JQ.run(arguments)) }
}
