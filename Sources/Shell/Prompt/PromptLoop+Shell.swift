import Diagnostics
import Providers
import Query
import Script
import Terminal

// Shell commands: `!ls` and `pads.list | !less`.
extension PromptLoop {
  /// Runs a shell command in an environment without credentials. Returns its status.
  func run(_ shell: ShellEscape, input: [UInt8]? = nil) -> Int32 {
    guard !shell.command.isEmpty else {
      console.report([
        Diagnostic(code: "usage", "`!` needs a command", hint: "`!ls` runs one, `… | !less` pipes the result to it")
      ])
      return Failure.Kind.usage.exitCode
    }
    console.printer.end()
    let command = ShellCommand(shell.command, services.environment.ofPrograms, prepare: StandardStream.eraseStatus)
    let status = input.map { command.run(input: String(decoding: $0, as: UTF8.self)) } ?? command.run()
    let ending = ShellEnding(command: shell.command, status: status)
    if let notice = ending.notice { console.notify(notice) }
    // A reader that stopped early has seen what it needed.
    return input != nil && ending.isSilent ? 0 : ending.code
  }

  /// Whether the last statement of a text is an expression. Text with errors counts, since the checks report those.
  func hasResult(_ text: String) -> Bool {
    let script = interpreter.value.parse(SourceText(name: "prompt", text: text))
    guard script.diagnostics.isEmpty, let last = script.statements.last else { return true }
    if case .expression = last.kind { return true }
    return false
  }
}
