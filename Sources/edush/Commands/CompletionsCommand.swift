import ArgumentParser
import Shell

/// `edush completions SHELL`: prints a completion script for another shell.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "Prints a completion script for bash, zsh or fish.")

  @Argument(help: "bash, zsh or fish.", completion: .list(CompletionScript.allCases.map(\.rawValue)))
  var shell: String

  func run() throws {
    guard let script = CompletionScript(rawValue: shell) else {
      throw ValidationError("completions knows bash, zsh and fish, not '\(shell)'")
    }
    StandardStream.output.write(script.text + "\n")
  }
}
