import ArgumentParser
import Shell

/// `edush completions SHELL`: the completion script of another shell.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "Prints a completion script for bash, zsh or fish.")

  @Argument(help: "bash, zsh or fish.")
  var shell: String

  func run() throws {
    guard let shell = CompletionShell(rawValue: shell) else {
      throw ValidationError("completions knows bash, zsh and fish, not '\(shell)'")
    }
    StandardStream.output.write(Edush.completionScript(for: shell) + "\n")
  }
}
