import ArgumentParser
import Shell

/// `edush undo RUN`: undoes the writes of a run.
struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Undoes what a run wrote, the newest write first.",
    discussion: """
      Restores updated fields, deletes created objects and recreates deleted ones. Lists the writes that cannot be undone before \
      sending anything, and leaves objects that have changed since (exit code 7). --dry-run shows the plan. \
      An undo is itself a run, and can be undone.
      """)

  @Option(help: ArgumentHelp("Undo only this row; may be repeated.", valueName: "n"))
  var row: [Int] = []

  @Flag(help: "Also undo writes to objects that have changed since.")
  var force = false

  @OptionGroup var connection: ConnectionArguments

  @Argument(help: ArgumentHelp("The number of the run.", valueName: "run"))
  var number: Int

  func run() throws {
    var request = UndoRequest(run: number)
    request.rows = Set(row)
    request.force = force
    try connection.launch(further: ["--row", "--force"]) { [request] in $0.undo(request) }
  }
}
