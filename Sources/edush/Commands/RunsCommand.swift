import ArgumentParser
import Shell

/// `edush runs`: shows and manages the runs in the journal.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "Lists the runs of the journal, the newest first.",
    discussion: "`edush runs show RUN` shows everything about one.",
    subcommands: [
      ListCommand.self, ShowCommand.self, VerifyCommand.self, ExportCommand.self, MergeCommand.self, PruneCommand.self,
    ], defaultSubcommand: ListCommand.self)

  /// `edush runs [--all]`: lists runs.
  struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists the last 20 runs.")
    @Flag(help: "All of them.")
    var all = false
    @OptionGroup var connection: ConnectionArguments

    func run() throws { try connection.launch { $0.runs(.list(all: all)) } }
  }

  /// `edush runs show RUN`: shows a run.
  struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Shows everything about a run, as one object.")
    @OptionGroup var connection: ConnectionArguments
    @Argument(help: ArgumentHelp("The number of the run.", valueName: "run"))
    var number: Int

    func run() throws { try connection.launch { $0.runs(.show(number)) } }
  }

  /// `edush runs verify [RUN]`: verifies the hashes of runs.
  struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify", abstract: "Finds events that were changed, removed or added.",
      discussion: "Without RUN, verifies all runs. Exits with 1 if any was altered.")
    @OptionGroup var connection: ConnectionArguments
    @Argument(help: ArgumentHelp("The number of the run.", valueName: "run"))
    var number: Int?

    func run() throws { try connection.launch { $0.runs(.verify(number)) } }
  }

  /// `edush runs export RUN > FILE`: exports a run.
  struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export", abstract: "Prints a run as lines of JSON, for `merge` on another machine.")
    @OptionGroup var connection: ConnectionArguments
    @Argument(help: ArgumentHelp("The number of the run.", valueName: "run"))
    var number: Int

    func run() throws { try connection.launch { $0.runs(.export(number)) } }
  }

  /// `edush runs merge FILE…`: merges exported shards into a run.
  struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "merge", abstract: "Joins the exported shards of one script into a new run.",
      discussion: "The same row in two files is an error that names it.")
    @OptionGroup var connection: ConnectionArguments
    @Argument(
      help: ArgumentHelp("What `export` printed; - is standard input.", valueName: "file"), completion: .file())
    var files: [String]

    func run() throws { try connection.launch { $0.runs(.merge(files)) } }
  }

  /// `edush runs prune --older 90d`: deletes old runs.
  struct PruneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "prune", abstract: "Forgets old runs.",
      discussion: "Those with something in doubt stay, unless --in-doubt.")
    @Option(help: ArgumentHelp("How old they are at least: 90d, 12h, 4w.", valueName: "duration"))
    var older: String
    @Flag(help: "Include runs with writes in doubt.")
    var inDoubt = false
    @OptionGroup var connection: ConnectionArguments

    func run() throws {
      guard let age = TimeSpan(parsing: older) else {
        throw ValidationError("--older accepts a duration such as 90d or 12h, not '\(older)'")
      }
      try connection.launch { $0.runs(.prune(older: age.seconds, inDoubt: inDoubt)) }
    }
  }
}
