import Diagnostics
import Glibc
import HTTP
import Query
import Rendering
import Script
import Terminal

/// Reads lines from a person and runs them, until the person leaves.
final class PromptLoop {
  private let session: ShellSession
  private let interpreter: SharedInterpreter
  private let editor: LineEditor
  private let entered: EnteredText
  /// What was known as secret when the session's texts were looked at last.
  private var knownSecrets: Int

  /// The words that leave it besides, where a script was stopped.
  private let stopWords: [StopWord]
  /// What stands before the `>`: where the script is.
  var place: String?

  /// How it was left.
  enum Ending {
    /// With the status to exit with.
    case status(Int32)
    case word(StopWord)
  }

  /// - Parameters:
  ///   - run: the session as a run of the journal.
  ///   - stopWords: the words that leave it besides, where a script was stopped.
  init(_ session: ShellSession, _ run: RunRecording, stopWords: [StopWord] = []) {
    self.session = session
    self.stopWords = stopWords
    let environment = ShellEnvironment(session, run: run, observers: [run.recorder] + session.rowObservers)
    let interpreter = SharedInterpreter(Interpreter(environment, mode: .prompt))
    self.interpreter = interpreter
    entered = EnteredText(interpreter)
    knownSecrets = session.services.connection.redactor.version
    let configuration = PromptConfiguration(session, interpreter, entered, stopWords: stopWords)
    editor = LineEditor(configuration: configuration.lineEditor)
  }

  private var services: Services { session.services }
  private var console: Console { session.console }

  /// Begins a session; returns the status to exit with.
  func run() -> Int32 {
    greet()
    runStartScript()
    guard case .status(let status) = read() else { return 0 }
    return status
  }

  /// Reads and runs lines in a frame of a script that was stopped.
  func run(in frame: SharedInterpreter) -> Ending {
    interpreter.value.enter(frame.value)
    defer { interpreter.value.leave(frame.value) }
    return read()
  }

  private func read() -> Ending {
    while true {
      switch editor.readLine(prompt: PromptText(interpreter.value.account, at: place, services).prompt) {
      case .interrupted: continue
      case .endOfInput: return .status(Interruption.endingSignal == nil ? 0 : Interruption.exitCode)
      case .line(let text):
        if let word = StopWord(line: text), stopWords.contains(word) { return .word(word) }
        if let status = perform(text) { return .status(status) }
      }
    }
  }

  /// The status to leave with, when the line says so.
  private func perform(_ text: String) -> Int32? {
    guard !text.allSatisfy(\.isWhitespace) else { return nil }
    let line = EnteredLine(text)
    if let objection = line.objection {
      console.report([objection])
      return nil
    }
    let text = line.text
    if let shell = line.shell, shell.expression == nil {
      run(shell)
      return nil
    }
    if !isDefined(text.trimmed.prefix { $0.isLetter || $0.isNumber || $0 == "_" }) {
      if text.trimmed == ForeignCommand.exit { return 0 }
      if let hint = ForeignCommand.hint(text.trimmed, provider: interpreter.value.account?.provider) {
        console.report([Diagnostic(code: "usage", "there is no command `\(text.trimmed)`", hint: hint)])
        return nil
      }
    }
    let interpreter = interpreter
    session.webhooks.bind(in: interpreter.value)
    let (before, provider) = (services.connection.log.count, interpreter.value.account)
    services.line.firstExchange = before
    let script = entered.take(text)
    console.printer.lineFormat = line.format
    _ = console.printer.takeShown()
    var outcome = ScriptOutcome(exitCode: 0)
    if let shell = line.shell {
      let outputs = console.printer.captured { outcome = session.supervised { interpreter.value.execute(script) } }
      if outcome.exitCode == 0 { run(shell, input: outputs) }
    } else {
      outcome = session.supervised { interpreter.value.execute(script) }
    }
    console.printer.lineFormat = nil
    let exchanges = before + 1..<services.connection.log.count + 1
    if outcome.exitCode == 0 { report(exchanges) }
    keep(line.kept, outcome, exchanges, provider)
    services.idCache?.save()
    // What was typed ahead of a question is no line either.
    if session.questioner?.takeHasAsked() == true { editor.forgetTypedAhead() }
    hideNewSecrets()
    if session.end.isRequested { return 0 }
    if Interruption.endingSignal != nil { return Interruption.exitCode }
    if outcome.hasStopped, outcome.failure == nil, outcome.exitCode != ExitCode.interrupted { return outcome.exitCode }
    return nil
  }

  /// Reports on the calls of a line where its result does not tell.
  private func report(_ exchanges: Range<Int>) {
    guard services.surroundings.hasTerminalError else { return }
    let log = services.connection.log
    let known = log.latest(exchanges.count, after: exchanges.lowerBound - 1).reversed()
    let report = CallReport(Array(known), isSilent: console.printer.takeShown() == .null, console.promptSettings.status)
    if let report { console.remark(report.text) }
  }

  private func hideNewSecrets() {
    let version = services.connection.redactor.version
    guard version != knownSecrets else { return }
    knownSecrets = version
    do throws(Failure) {
      try session.transcript.hideInHindsight(services.connection.redactor)
    } catch {
      console.report([error.diagnostic()])
    }
  }

  /// Runs a command of the system's shell; its environment holds no credentials.
  private func run(_ shell: ShellEscape, input: [UInt8]? = nil) {
    guard !shell.command.isEmpty else {
      return console.report([
        Diagnostic(code: "usage", "`!` needs a command", hint: "`!ls` runs one, `… | !less` gives it the result")
      ])
    }
    console.printer.end()
    let command = ShellCommand(shell.command, services.environment.ofPrograms, prepare: StandardStream.eraseStatus)
    let status = input.map { command.run(input: String(decoding: $0, as: UTF8.self)) } ?? command.run()
    guard status != 0 else { return }
    console.notify(status.map { "the command ended with status \($0)" } ?? "the command could not be started")
  }

  /// Whether a word is a function or a command here.
  private func isDefined(_ word: some StringProtocol) -> Bool {
    interpreter.value.functions.contains { $0.definition.name.text == word }
      || Builtin.all.contains { $0.name == word } || PromptCommand.isCommand(String(word))
  }

  /// Keeps a line for scripts. Lines that failed stay as comments: what they sent is not sent again.
  private func keep(
    _ text: String, _ outcome: ScriptOutcome, _ exchanges: Range<Int>, _ provider: Account?
  ) {
    guard !PromptCommand.isCommand(text) else { return }
    let kept = session.transcript.filter.masked(text)
    let isReplayable = outcome.exitCode == 0 && kept == text
    let written = isReplayable ? text : kept.asComment
    session.transcript.lines.add(.init(text: written, exchanges: exchanges, provider: provider))
    do throws(Failure) {
      try session.transcript.recording.add(written)
    } catch {
      console.report([error.diagnostic()])
    }
  }

  private func greet() {
    if services.surroundings.isSandboxed {
      greet(with: Welcome.text)
    } else if !knowsAccounts {
      greet(with: Welcome.first)
    }
  }

  private func greet(with text: String) {
    console.notifier.post(wrapped(text, columns: TerminalSize(of: STDERR_FILENO)?.columns))
  }

  /// Whether a credential may be found somewhere; looks only where that costs nothing.
  private var knowsAccounts: Bool {
    let folders = services.folders
    return [folders.credentials, folders.keyring, folders.settings, folders.startScript].contains(
      where: FileEntry.exists)
      || services.environment.variables.contains { ProgramEnvironment.isCredential($0.name) }
  }

  /// `init.eduscript` of the configuration folder.
  private func runStartScript() {
    guard let bytes = try? LocalFile.contents(of: services.folders.startScript, .regular) else { return }
    let source: SourceText
    do throws(Diagnostic) {
      source = try ScriptFile.text(bytes, name: services.folders.startScript)
    } catch {
      return console.report([error])
    }
    let interpreter = interpreter
    _ = session.supervised { interpreter.value.execute(source.text, name: source.name) }
  }
}

extension String {
  /// Without the blanks around it.
  fileprivate var trimmed: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
