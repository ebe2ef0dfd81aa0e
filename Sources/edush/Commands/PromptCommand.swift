import ArgumentParser
import Shell

/// `edush`, `edush -c TEXT`: runs the prompt or a text.
struct PromptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prompt", abstract: "The prompt; without a terminal, runs the script on standard input.",
    shouldDisplay: false)

  @OptionGroup var connection: ConnectionArguments

  @OptionGroup var cassette: CassetteArguments

  @Option(
    name: .customShort("c"), parsing: .unconditional,
    help: ArgumentHelp("Run this text instead of opening the prompt.", valueName: "text"))
  var text: String?

  @Argument(parsing: .captureForPassthrough, help: "The text's parameters.")
  var arguments: [String] = []

  func run() throws {
    guard let text else {
      if let word = arguments.first { throw UnknownWord(word).error }
      try connection.launch(cassette: cassette) { $0.prompt() }
    }
    // The terminator inserted by `ArgumentOrder`.
    let arguments = arguments.first == "--" ? Array(arguments.dropFirst()) : arguments
    try connection.launch(cassette: cassette) { $0.run(text: text, arguments: arguments) }
  }
}
