import Diagnostics
import Glibc
import HTTP
import JSON
import Providers
import Query
import Rendering
public import Runner
import Script

/// The entry points of the command line: prompt, scripts, checks. Each returns the exit status.
public struct Launch {
  let options: ShellOptions
  let surroundings: Surroundings

  /// Creates a launch with the command-line options.
  public init(options: ShellOptions, surroundings: Surroundings) {
    self.options = options
    self.surroundings = surroundings
  }

  /// Runs the prompt. Without a terminal on standard input, runs standard input as a script.
  public func prompt() -> Int32 {
    guard surroundings.hasTerminalInput else { return run(file: "-", arguments: []) }
    return within(.person) { session in
      defer { session.webhooks.close() }
      let start = RunStart(SourceText(name: "prompt", text: ""), ScriptRun(), options, surroundings, kind: .prompt)
      let recording = RunRecording(session, start)
      return recording.end(ScriptOutcome(exitCode: PromptLoop(session, recording).run()))
    }
  }

  /// Runs a text with its arguments.
  public func run(text: String, arguments: [String]) -> Int32 {
    run(SourceText(name: "-c", text: text), arguments, ScriptRun())
  }

  /// Runs a script; `-` is standard input.
  public func run(file: String, arguments: [String], as run: ScriptRun = ScriptRun()) -> Int32 {
    do throws(Diagnostic) {
      return reading(file).run(try ScriptFile.read(file), arguments, run)
    } catch {
      return report(error)
    }
  }

  /// The launch for running a script file; if it is `-`, standard input contains the script.
  func reading(_ file: String) -> Launch {
    var surroundings = surroundings
    surroundings.inputHoldsScript = file == "-"
    return Launch(options: options, surroundings: surroundings)
  }

  /// Whether standard output uses colours.
  var usesColour: Bool {
    surroundings.usesColour(onTerminal: surroundings.hasTerminalOutput, refused: options.refusesColour)
  }

  /// Shows why a command cannot start; returns the status.
  func report(_ fault: Diagnostic) -> Int32 {
    let colour = surroundings.usesColour(onTerminal: surroundings.hasTerminalError, refused: options.refusesColour)
    StandardStream.error.write(render(fault.shown, colour: colour))
    return 2
  }

  /// Runs a statement as the prompt would. A login is stored permanently, a logout removes it.
  ///
  /// - Parameter word: the command that the line must consist of, `login` or `describe`. The rest comes from arguments,
  /// which may contain anything.
  public func run(line: String, of word: String, keeps: LoginKeeping = .asSettingsSay) -> Int32 {
    guard Self.isOneStatement(line, of: word) else {
      let source = SourceText(name: "edush", text: line)
      let fault = Diagnostic(
        code: "usage", "`\(word)` accepts arguments, not further statements", source: source,
        range: SourceRange(0, source.text.utf8.count))
      StandardStream.error.write(render(fault, hiding: { HistoryFilter.ofNames.secrets(in: $0.text).ranges }))
      return 2
    }
    return within(surroundings.hasTerminalInput ? .person : .nobody, keeps: keeps) { session in
      let interpreter = SharedInterpreter(Interpreter(ShellEnvironment(session), mode: .prompt))
      // The arguments may be expressions that read, but not ones that write.
      let reader = session.services.providers.reader
      return session.supervised { interpreter.value.execute(line, name: "edush", caller: reader) }.exitCode
    }
  }

  private static func isOneStatement(_ line: String, of word: String) -> Bool {
    let statements = ScriptParser.parse(SourceText(name: "edush", text: line)).statements
    guard statements.count <= 1, let statement = statements.first else { return statements.isEmpty }
    switch statement.kind {
    case .login: return word == "login"
    case .logout: return word == "logout"
    case .command(let command): return command.name.text == word
    case .expression, .print, .confirm, .bind, .use, .parameter, .define, .load, .loop, .decide, .protect, .assert,
      .save, .give, .skip, .fail, .warn, .append, .wait, .run, .stop:
      return false
    }
  }

  func run(_ source: SourceText, _ arguments: [String], _ run: ScriptRun) -> Int32 {
    within(.nobody, stops: run.stops) { session in
      do throws(Failure) {
        let choice = try run.onlyFailedOf.map { (number) throws(Failure) in
          let memory = try session.memory(of: number)
          if memory.rowsInDoubt > 0 { session.console.notify(Self.doubtNote(memory)) }
          return RowChoice(failedIn: memory)
        }
        let start = RunStart(source, run, options, surroundings)
        return perform(source, arguments, run, start, in: session, choice: choice)
      } catch {
        session.console.report([error.diagnostic()])
        return error.kind.exitCode
      }
    }
  }

  private static func doubtNote(_ memory: RunMemory) -> String {
    let count = memory.rowsInDoubt
    return
      "\(count) row\(count == 1 ? " is" : "s are") in doubt in run \(memory.run), and a new run would send the same again "
      + "again; `edush resume \(memory.run)` looks first"
  }

  /// Runs a script as a run of the journal.
  ///
  /// - Parameters:
  ///   - memory: the run to resume; nil for a new one.
  ///   - choice: selects rows.
  func perform(
    _ source: SourceText, _ arguments: [String], _ run: ScriptRun, _ start: RunStart, in session: ShellSession,
    memory: RunMemory? = nil, inDoubt way: Doubts.Way? = nil, choice: RowChoice? = nil
  ) -> Int32 {
    let recording = RunRecording(session, start, run, memory: memory, inDoubt: way, choice: choice)
    do throws(Failure) {
      try recording.check()
    } catch {
      session.console.report([error.diagnostic()])
      return error.kind.exitCode
    }
    var observers = recording.observers
    let rowsBefore = memory == nil ? 0 : recording.recorder.leavings.done
    session.status?.rows.leaveOut(rowsBefore)
    if session.stepping == nil { observers += session.rowObservers }
    let environment = ShellEnvironment(
      session, run: recording, observers: observers, stepping: session.stepping)
    let stopPrompt = session.stepping.map { StopPrompt(session, $0, recording) }
    let script = ScriptParser.parse(source)
    if script.isSingleExpression { session.console.printer.paging = .single }
    let given = memory?.start.parameters.map { ($0.key.string, $0.value) } ?? []
    let outcome = session.supervised(atStop: stopPrompt.map { prompt in { prompt.ask($0) } }) {
      run.run(
        script, arguments: arguments, given: Dictionary(given, uniquingKeysWith: { $1 }), in: environment)
    }
    stopPrompt?.close()
    return recording.end(outcome)
  }

  /// - Parameters:
  ///   - plans: receives planned writes; nil prints a line for each.
  ///   - stops: where the run stops for the user.
  func within(
    _ presence: ShellSession.Presence, keeps: LoginKeeping = .no,
    plans: (@Sendable (CallPlanner.Plan) -> Void)? = nil, stops: StopPoints = StopPoints(),
    _ body: (ShellSession) -> Int32
  ) -> Int32 {
    guard !stops.beforeWrites || !options.isDryRun else {
      StandardStream.error.write(
        "error: --step stops before writes, and a dry run sends none\n  hint: remove --step or --dry-run\n")
      return 2
    }
    guard stops.isEmpty || surroundings.hasTerminalInput && surroundings.hasTerminalOutput else {
      StandardStream.error.write(
        "error: --step and --break stop at a prompt, which needs a terminal\n"
          + "  hint: run it at a terminal, or see what would be sent with `edush plan`\n")
      return 2
    }
    let ownership = Ownership(of: Folders(environment: surroundings.environment))
    guard ownership.faults.isEmpty else {
      StandardStream.error.write(render(ownership.faults.map { $0.failure.diagnostic() }))
      return Failure.Kind.auth.exitCode
    }
    let manifests = Folders(environment: surroundings.environment).manifests
    if let fault = options.rates.fault(knowing: ProviderClient.names(beside: manifests.sources.map(\.name))) {
      StandardStream.error.write("error: \(visible(fault))\n")
      return 2
    }
    let cassette: OpenCassette?
    do throws(Failure) {
      cassette = try openCassette()
    } catch {
      StandardStream.error.write(render([error.diagnostic()]))
      return error.kind.exitCode
    }
    let session = ShellSession(
      options: options, surroundings: surroundings, presence: presence, keeps: keeps, cassette: cassette,
      plans: plans, stops: stops)
    defer { session.services.connection.close() }
    return finish(cassette, session, status: body(session))
  }
}

// MARK: Checks

extension Launch {
  /// Checks scripts and shows the findings on standard output. The status is that of the worst finding.
  public func check(files: [String], format: CheckFormat) -> Int32 {
    within(.nobody) { session in
      let environment = ShellEnvironment(session)
      var reports: [CheckReport] = []
      for file in files {
        do throws(Diagnostic) {
          reports.append(Checker.check(try ScriptFile.read(file), environment: environment))
        } catch {
          reports.append(CheckReport([error]))
        }
      }
      return show(reports, format: format, filter: session.transcript.filter)
    }
  }

  /// Shows the findings of checks on standard output, without secrets; returns the status.
  func show(_ reports: [CheckReport], format: CheckFormat, filter: HistoryFilter = .ofNames) -> Int32 {
    let findings = reports.flatMap(\.findings)
    let isTerminal = surroundings.hasTerminalOutput
    let text: String
    switch format {
    case .json:
      var bytes: [UInt8] = []
      let shown = findings.map { finding in
        finding.source.map { finding.masking(filter.secrets(in: $0.text).ranges) } ?? finding
      }
      JSONWriter(isTerminal: isTerminal).write(json(of: shown), to: &bytes)
      text = String(decoding: bytes, as: UTF8.self) + "\n"
    case .text:
      text = render(findings.map(\.shown), colour: usesColour, hiding: { filter.secrets(in: $0.text).ranges })
    }
    StandardStream.output.write(filter.redact(text))
    let codes = reports.map { $0.exitCode(acceptsDangers: options.acceptsDangers) }
    let usage = Failure.Kind.usage.exitCode
    return codes.contains(usage) ? usage : codes.max() ?? 0
  }
}

/// The output format of a check.
public enum CheckFormat: String, Sendable, CaseIterable {
  /// Diagnostics with their source lines.
  case text
  /// A single array, for editors.
  case json
}
