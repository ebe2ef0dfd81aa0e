import ArgumentParser
import Shell

/// `edush lsp`: runs the language server.
struct LSPCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp", abstract: "Serves editors: the Language Server Protocol on standard input and output.",
    discussion: """
      Diagnostics, completion, hovers, layout, definitions. Nothing is sent, and no credential is read. --allow and \
      --read-only decide which calls are shown as forbidden, -L where modules are looked for.
      """)

  @Flag(help: "Accepted for compatibility: the server always uses standard input and output.")
  var stdio = false

  @OptionGroup var connection: ConnectionArguments

  func run() throws {
    // Does not use `launch`, which would start the simulator for `--sandbox`.
    let launch = Launch(options: try connection.shellOptions(), surroundings: Surroundings())
    throw ArgumentParser.ExitCode(launch.languageServer())
  }
}
