import ArgumentParser
import Glibc
import Release
import Rendering
import Shell

/// The command line. Each subcommand has a file in `Commands/`; the default is the prompt.
@main
struct Edush: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edush",
    abstract: "An interactive shell and script runner for Codementor, CoderPad, Tutrex, Coursepath and Coursio.",
    usage: """
      edush [OPTIONS]                           the prompt
      edush [OPTIONS] -c TEXT [--PARAM value]   runs a text
      edush run [OPTIONS] FILE [--PARAM value]  runs a script
      edush COMMAND …
      """,
    discussion:
      "`edush help prompt` lists the OPTIONS of all commands that talk to an API; they go before TEXT or FILE.",
    version: Release.version,
    subcommands: [
      PromptCommand.self, RunCommand.self, PlanCommand.self, ApplyCommand.self, ResumeCommand.self, RunsCommand.self,
      UndoCommand.self, CheckCommand.self, FormatCommand.self,
      LSPCommand.self, LoginCommand.self,
      LogoutCommand.self,
      SessionsCommand.self, DoctorCommand.self,
      ProvidersCommand.self, ProviderCommand.self, DescribeCommand.self, SandboxCommand.self, WebhookCommand.self,
      JQCommand.self,
      CompletionsCommand.self,
    ],
    defaultSubcommand: PromptCommand.self)

  static var subcommandNames: Set<String> { names(of: configuration) }

  private static func names(of configuration: CommandConfiguration) -> Set<String> {
    Set(configuration.subcommands.compactMap { $0.configuration.commandName })
  }

  /// The names of the subcommands and of their nested subcommands.
  private static var subcommandTree: [String: Set<String>] {
    let pairs = configuration.subcommands.compactMap { command in
      command.configuration.commandName.map { ($0, names(of: command.configuration)) }
    }
    return Dictionary(pairs, uniquingKeysWith: { $1 })
  }

  static let optionNames =
    ConnectionArguments.names.union(CassetteArguments.names).filter { $0.hasPrefix("--") } + ["--help", "--version"]

  static func main() {
    MemoryDump.refuse()
    // Swift's runtime would start a debugger that shows memory.
    signal(SIGQUIT, SIG_DFL)
    StandardStream.holdPlaces()
    // Not passed to the parser, which would interpret jq's options.
    if CommandLine.arguments.dropFirst().first == "jq" {
      Glibc.exit(JQ.run(Array(CommandLine.arguments.dropFirst(2))))
    }
    if CommandLine.arguments.dropFirst().first == CompletionRequest.name {
      StandardStream.output.write(CompletionRequest.answer(Array(CommandLine.arguments.dropFirst(2))))
      Glibc.exit(0)
    }
    if let fault = ArgumentEncoding.fault {
      StandardStream.error.write("error: \(fault)\n  hint: convert it, or pass a value in a file: --name @FILE\n")
      Glibc.exit(2)
    }
    // A plain `edush` also bypasses the parser, which would take a third of the time to the first prompt.
    if CommandLine.arguments.count == 1 {
      Glibc.exit(Launch(options: ShellOptions(), surroundings: Surroundings()).prompt())
    }
    let ordered = ArgumentOrder.normalized(
      Array(CommandLine.arguments.dropFirst()), subcommands: subcommandTree,
      optionsWithValue: ConnectionArguments.optionsWithValue)
    let arguments = ArgumentOrder.hoisted(
      ordered,
      trailing: [
        "plan": PlanCommand.trailingOptions, "apply": ApplyCommand.trailingOptions,
        "resume": ResumeCommand.trailingOptions,
      ],
      optionsWithValue: ConnectionArguments.optionsWithValue, parameters: Launch.parameters)
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch let code as ArgumentParser.ExitCode {
      Glibc.exit(code.rawValue)
    } catch {
      Glibc.exit(report(error))
    }
  }

  /// Prints the parser's output: help on standard output; errors on standard error, with status 2.
  private static func report(_ error: any Error) -> Int32 {
    let text = fullMessage(for: error)
    guard exitCode(for: error) != .success else {
      // The parser only knows edush's version; those of the libraries are determined by loading them.
      StandardStream.output.write((text == Release.version ? Release.text : text) + "\n")
      return 0
    }
    // The text quotes arguments, so control characters are escaped.
    StandardStream.error.write(visible(text.replacingPrefix("Error: ", with: "error: "), lineBreaks: .kept) + "\n")
    return 2
  }
}

extension String {
  fileprivate func replacingPrefix(_ prefix: String, with other: String) -> String {
    hasPrefix(prefix) ? other + dropFirst(prefix.count) : self
  }
}
