import HTTP
import Query
import Script

extension PromptCommand {
  static let script = PromptCommand(
    name: "script", usage: "script [@a..@b] to path [--force]",
    details: """
      The lines that sent the exchanges, as a script: an id that a response showed is taken from there (`$pads[0].id`), an id or a text
      that was typed by hand becomes a parameter with this value as its default. Lines that failed, repeated reads and variables that
      nothing uses are omitted.
      """
  ) { call throws(Failure) in
    guard case (let word, let path?) = try call.exchangesAndPath(options: ["--force"]) else {
      throw call.usage("script needs exchanges and a path")
    }
    let log = call.services.connection.log
    let statements = SessionStatements(call.transcript.lines.all, try call.exchanges(word)) { log[$0] }
    guard !statements.units.isEmpty else {
      throw Failure(.usage, "all lines of \(word) failed: there is nothing to write")
    }
    let (script, report) = SessionScript.checked(
      statements, client: call.services.providers.client, environment: call.interpreter.environment)
    try call.save(Array(script.contents.utf8), to: path, summary: "wrote \(path): \(script.summary)")
    for piece in script.pieces { call.transcript.files.note(piece, in: path) }
    if report.exitCode(acceptsDangers: false) != 0 {
      call.console.notify("`edush check \(path)` shows what keeps the script from running as it is")
    }
  }
}
