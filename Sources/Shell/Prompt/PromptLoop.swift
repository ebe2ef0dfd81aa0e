import Diagnostics
import Glibc
import HTTP
import Query
import Rendering
import Script
import Terminal

/// Reads and runs lines until the user exits.
final class PromptLoop {
  private let session: ShellSession
  let interpreter: SharedInterpreter
  private let editor: LineEditor
  private let entered: EnteredText
  /// The version of the redactor when the session's texts were last redacted.
  private var knownSecrets: Int

  /// Additional commands that leave the prompt, at a stopped script.
  private let stopWords: [StopWord]
  /// The position of a stopped script, shown before the `>`.
  var place: String?

  /// How the prompt was left.
  enum Ending {
    /// With an exit status.
    case status(Int32)
    case word(StopWord)
  }

  /// - Parameters:
  ///   - run: the recording of the session as a run.
  ///   - stopWords: additional commands that leave the prompt, at a stopped script.
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

  var services: Services { session.services }
  var console: Console { session.console }

  /// Runs a session; returns the exit status.
  func run() -> Int32 {
    greet()
    runStartScript()
    services.providers.readAhead()
    services.idCache?.loadAhead()
    guard case .status(let status) = read() else { return 0 }
    return status
  }

  /// Reads and runs lines in the scope of a stopped script.
  func run(in frame: SharedInterpreter) -> Ending {
    interpreter.value.enter(frame.value)
    defer { interpreter.value.leave(frame.value) }
    return read()
  }

  private func read() -> Ending {
    while true {
      let account = interpreter.value.account
      history.setting = HistoryEntry.Setting(account, services.surroundings)
      session.nextLine.isTaken = editor.canEdit
      let draft = session.nextLine.take() ?? ""
      switch editor.readLine(prompt: PromptText(account, at: place, services).prompt, text: draft) {
      case .interrupted: continue
      case .endOfInput: return .status(Interruption.endingSignal == nil ? 0 : Interruption.exitCode)
      case .line(let text):
        if let word = StopWord(line: text), stopWords.contains(word) {
          history.end(.init(status: 0, milliseconds: 0))
          return .word(word)
        }
        let (start, sent) = (monotonicSeconds(), services.connection.log.count)
        let ending = perform(text)
        note(ending, since: start, sent)
        if let status = ending.leaves { return .status(status) }
      }
    }
  }

  private var history: History { session.transcript.history.value }

  /// How a line ended.
  private struct LineEnding {
    var status: Int32 = 0
    /// The exit status, if the line ends the prompt.
    var leaves: Int32?

    static let misused = LineEnding(status: Failure.Kind.usage.exitCode)
  }

  /// Adds the status, duration and account of a line to the history.
  private func note(_ ending: LineEnding, since start: Double, _ sent: Int) {
    let called = services.connection.log.latest(after: sent).last?.account
    let milliseconds = Int((monotonicSeconds() - start) * 1000)
    history.end(
      .init(status: ending.status, milliseconds: milliseconds), provider: called?.provider, profile: called?.profile)
  }

  private func perform(_ text: String) -> LineEnding {
    guard !text.allSatisfy(\.isWhitespace) else { return LineEnding() }
    let line = EnteredLine(text)
    if let objection = line.objection {
      console.report([objection])
      return .misused
    }
    let text = line.text
    if let shell = line.shell, shell.expression == nil { return LineEnding(status: run(shell)) }
    if !isDefined(text.withSingleBlanks.prefix { $0.isLetter || $0.isNumber || $0 == "_" }) {
      if text.withSingleBlanks == ForeignCommand.exit { return LineEnding(leaves: 0) }
      if let hint = ForeignCommand.hint(text.withSingleBlanks, provider: interpreter.value.account?.provider) {
        console.report([Diagnostic(code: "usage", "there is no command `\(text.withSingleBlanks)`", hint: hint)])
        return .misused
      }
    }
    if line.shell == nil,
      let ending = ForeignEnding(text, isDefined: { isDefined($0) }, hasResult: { hasResult($0) })
    {
      console.report([ending.objection])
      return .misused
    }
    if line.shell != nil, !hasResult(text) {
      console.report([
        Diagnostic(code: "usage", "`\(text.withSingleBlanks)` has no result to pipe", hint: ForeignEnding.needsResult)
      ])
      return .misused
    }
    let interpreter = interpreter
    session.webhooks.bind(in: interpreter.value)
    let (before, provider) = (services.connection.log.count, interpreter.value.account)
    services.line.firstExchange = before
    let script = entered.take(text)
    console.printer.lineFormat = line.format
    _ = console.printer.takeShown()
    var outcome = ScriptOutcome(exitCode: 0)
    var shellStatus: Int32 = 0
    if let shell = line.shell {
      let outputs = console.printer.captured { outcome = session.supervised { interpreter.value.execute(script) } }
      if outcome.exitCode == 0 { shellStatus = run(shell, input: outputs) }
    } else {
      outcome = session.supervised { interpreter.value.execute(script) }
    }
    if outcome.exitCode == 0, let remark = console.printer.lineRemark { console.remark(remark) }
    console.printer.lineFormat = nil
    let exchanges = before + 1..<services.connection.log.count + 1
    if outcome.exitCode == 0 {
      report(exchanges)
      if !services.options.isDryRun, let written = FileReport(script).text { console.remark(written) }
    }
    if outcome.exitCode == ExitCode.interrupted { reportInterruption(exchanges) }
    keep(line.kept, outcome, exchanges, provider)
    services.idCache?.save()
    // Input typed ahead of a question is not a line.
    if session.questioner?.takeHasAsked() == true { editor.forgetTypedAhead() }
    hideNewSecrets()
    return LineEnding(
      status: outcome.exitCode == 0 ? shellStatus : outcome.exitCode, leaves: leaves(after: outcome))
  }

  /// The exit status, if the line or a signal ends the prompt.
  private func leaves(after outcome: ScriptOutcome) -> Int32? {
    if session.end.isRequested { return 0 }
    if Interruption.endingSignal != nil { return Interruption.exitCode }
    let isExit = outcome.hasStopped && outcome.failure == nil && outcome.exitCode != ExitCode.interrupted
    return isExit ? outcome.exitCode : nil
  }

  /// Reports the status of the calls of a line, if its result does not show it.
  private func report(_ exchanges: Range<Int>) {
    guard services.surroundings.hasTerminalError else { return }
    let log = services.connection.log
    let known = log.latest(exchanges.count, after: exchanges.lowerBound - 1).reversed()
    let report = CallReport(Array(known), isSilent: console.printer.takeShown() == .null, console.promptSettings.status)
    if let report { console.remark(report.text) }
  }

  /// Reports that a line was interrupted and what it had done. A call in progress reports its own interruption.
  private func reportInterruption(_ exchanges: Range<Int>) {
    let made = services.connection.log.latest(exchanges.count, after: exchanges.lowerBound - 1).reversed()
      .filter { !$0.isIncidental }
    let done = made.filter { $0.response != nil }
    let rows = session.status?.rows.summary
    guard rows != nil || !done.isEmpty || made.isEmpty else { return }
    let calls = done.last.map { last in
      done.count == 1 ? "1 call done, @\(last.id)" : "\(done.count) calls done, @\(done[0].id)..@\(last.id)"
    }
    console.notify((["interrupted"] + [rows, calls].compactMap(\.self)).joined(separator: "; "))
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

  /// Whether a word is a function or command.
  private func isDefined(_ word: some StringProtocol) -> Bool {
    interpreter.value.functions.contains { $0.definition.name.text == word }
      || Builtin.all.contains { $0.name == word } || PromptCommand.isCommand(String(word))
  }

  /// Records a line for scripts. Failed lines become comments, so that they are not sent again.
  private func keep(
    _ text: String, _ outcome: ScriptOutcome, _ exchanges: Range<Int>, _ provider: Account?
  ) {
    guard !PromptCommand.isCommand(text) else { return keepWatched(text, outcome, exchanges, provider) }
    let kept = session.transcript.filter.masked(text)
    let isReplayable = outcome.exitCode == 0 && kept == text
    let written = isReplayable ? text : kept.asComment
    session.transcript.lines.add(
      .init(text: written, exchanges: exchanges, provider: provider, hasFailed: outcome.exitCode != 0))
    do throws(Failure) {
      try session.transcript.recording.add(written)
    } catch {
      console.report([error.diagnostic()])
    }
  }

  /// In scripts, the expression of `watch` replaces its rounds.
  private func keepWatched(_ text: String, _ outcome: ScriptOutcome, _ exchanges: Range<Int>, _ provider: Account?) {
    let source = SourceText(name: "prompt", text: text)
    guard case .command(let command) = ScriptParser.parse(source).statements.first?.kind, command.name.text == "watch",
      let expression = command.expression
    else { return }
    let isKept = outcome.exitCode == 0 && session.transcript.filter.masked(text) == text
    let watched = source[expression.range]
    session.transcript.lines.add(
      .init(
        text: isKept ? watched : session.transcript.filter.masked(text).asComment, exchanges: exchanges,
        provider: provider, hasFailed: !isKept, isWatched: true))
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

  /// Whether there may be credentials; checks only what is cheap.
  private var knowsAccounts: Bool {
    let folders = services.folders
    return [folders.credentials, folders.keyring, folders.settings, folders.startScript].contains(
      where: FileEntry.exists)
      || services.environment.variables.contains { ProgramEnvironment.isCredential($0.name) }
  }

  /// Runs `init.eduscript` of the configuration folder.
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
  /// The words, separated by single blanks, without leading and trailing ones.
  fileprivate var withSingleBlanks: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
