import ArgumentParser
import Shell

// Subcommands that run a statement or command of the prompt: `edush login coderpad`.

extension ConnectionArguments {
  /// Runs a line of the prompt that begins with the given word.
  fileprivate func launch(line word: String, _ words: [String] = [], keeps: LoginKeeping = .asSettingsSay) throws
    -> Never
  {
    let line = ([word] + words).joined(separator: " ")
    try launch { $0.run(line: line, of: word, keeps: keeps) }
  }
}

struct LoginCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "login", abstract: "Opens a session and keeps its credential.")
  @OptionGroup var connection: ConnectionArguments
  @Flag(help: "Keep it in the desktop's keyring, by secret-tool, instead of the credentials file.")
  var keyring = false
  @Argument(help: ArgumentHelp("PROVIDER[@PROFILE], and credentials as name: value.", valueName: "provider[@profile]"))
  var words: [String]

  func run() throws { try connection.launch(line: "login", words, keeps: keyring ? .inKeyring : .asSettingsSay) }
}

struct LogoutCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logout", abstract: "Drops a session and its credential.")
  @OptionGroup var connection: ConnectionArguments
  @Argument(help: ArgumentHelp("PROVIDER[@PROFILE].", valueName: "provider[@profile]"))
  var words: [String]

  func run() throws { try connection.launch(line: "logout", words) }
}

struct SessionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sessions", abstract: "Lists the sessions: which credential is in use, and where it is stored.")
  @OptionGroup var connection: ConnectionArguments

  func run() throws { try connection.launch(line: "sessions") }
}

struct ProvidersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "providers", abstract: "Lists the providers.")
  @OptionGroup var connection: ConnectionArguments

  func run() throws { try connection.launch(line: "providers") }
}

struct DescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe", abstract: "Describes a provider, a resource or a method.")
  @OptionGroup var connection: ConnectionArguments
  @Argument(help: ArgumentHelp("PROVIDER[.RESOURCE[.METHOD]].", valueName: "name"))
  var words: [String]

  func run() throws { try connection.launch(line: "describe", words) }
}
