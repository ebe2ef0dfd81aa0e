import ArgumentParser
import Shell

/// `edush undo RUN`: takes back what a run wrote.
struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Undoes what a run wrote, the newest write first.",
    discussion: """
      An update gets its previous fields back, what was created is deleted, what was deleted is created again. What nothing takes \
      back is listed before anything is sent, and objects that were changed since are left (exit code 7). --dry-run shows the plan. \
      An undo is itself a run, and can be undone.
      """)

  @Option(help: ArgumentHelp("Undo only this row; may be repeated.", valueName: "n"))
  var row: [Int] = []

  @Flag(help: "Write objects back that were changed since.")
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
