import Diagnostics
import Glibc
import JSON
import Query
import Rendering
import Script
import Terminal

extension PromptCommand {
  static let record = PromptCommand(
    name: "record", usage: "record path, record stop"
  ) { call throws(Failure) in
    guard let word = call.words.first else { throw call.usage("record needs a path, or `stop`") }
    let recording = call.transcript.recording
    guard word != "stop" else {
      let path = try recording.end()
      return call.console.notify("recorded to \(path); `edush run \(path)` runs it")
    }
    try call.services.access.check(writing: word)
    guard !call.services.access.isDryRun else { return call.console.notify("would record to \(word)") }
    try recording.begin(word, provider: call.interpreter.account)
    call.console.notify("recording to \(word); `record stop` ends it")
  }

  static let runScript = PromptCommand(
    name: "run", usage: "run path [--param value]"
  ) { call throws(Failure) in
    guard let path = call.words.first else { throw call.usage("run needs a script") }
    try call.runFile(path, arguments: Array(call.words.dropFirst()))
  }

  static let quit = PromptCommand(name: "quit", usage: "quit") { call throws(Failure) in
    if let word = call.words.first { throw call.usage("unexpected `\(word)`: `quit` accepts no arguments") }
    call.end.request()
  }
}

extension PromptCommand.Call {
  /// Runs a script in its own scope.
  func runFile(_ path: String, arguments: [String] = []) throws(Failure) {
    let source: SourceText
    do throws(Diagnostic) {
      source = try ScriptFile.read(path)
    } catch let fault {
      let error = fault.shown
      throw Failure(.usage, error.message, hint: error.hint, source: error.source, range: error.range)
    }
    let interpreter = Interpreter(interpreter.environment, unitNumbers: interpreter.unitNumbers)
    try report(interpreter.run(source, arguments: arguments))
  }

  /// Reports the outcome of a script. A refusal by the user or policy also ends the calling line.
  func report(_ outcome: ScriptOutcome) throws(Failure) {
    if let failure = outcome.failure, !failure.canBeCaught { throw failure }
    console.report(outcome.diagnostics)
    // An interrupt also ends the line that ran the script.
    if outcome.exitCode == ExitCode.interrupted { throw Failure(.script, "interrupted", isInterruption: true) }
  }
}
