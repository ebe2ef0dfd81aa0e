import Diagnostics
import HTTP
import JSON
import Providers
import Query
import Rendering
import Runner
import Script
import Synchronization

/// A script to plan.
public struct PlanRequest: Sendable {
  /// The script, `-` for standard input.
  public var file: String
  /// The arguments of the script.
  public var arguments: [String]
  /// The file for the plan; nil only shows it.
  public var output: String?

  /// Creates a request.
  public init(file: String, arguments: [String] = [], output: String? = nil) {
    self.file = file
    self.arguments = arguments
    self.output = output
  }
}

extension Launch {
  /// Shows the writes that a script would make on standard output, and writes the plan to a file if requested. Sends
  /// only reads. The script's own output goes to standard error.
  public func plan(_ request: PlanRequest) -> Int32 {
    var options = options
    options.isDryRun = true
    let launch = Launch(options: options, surroundings: surroundings).reading(request.file)
    do throws(Diagnostic) {
      let source = try ScriptFile.read(request.file)
      guard !request.arguments.contains("--help") else { return launch.run(source, request.arguments, ScriptRun()) }
      return launch.plan(ScriptParser.parse(source), request)
    } catch {
      return report(error)
    }
  }

  private func plan(_ script: Script, _ request: PlanRequest) -> Int32 {
    let recorder = PlanRecorder()
    return within(.nobody, plans: recorder.hear) { session in
      if let objection = request.output.flatMap({ session.services.access.objection(toWriting: $0) }) {
        return report(Diagnostic(code: "usage", objection.message, hint: objection.hint))
      }
      let run = PlanRun(
        recorder, now: WallClock.system.now(), redact: session.withoutSecrets,
        rateLimit: session.services.providers.client.rateLimit)
      let observers: [any UnitObserver] = [recorder] + session.rowObservers
      let environment = ShellEnvironment(session, observers: observers, speech: .notices)
      let result = PlanResult()
      let ended = session.supervised {
        result.set(run.run(script, arguments: request.arguments, in: environment))
      }
      session.console.report(result.value?.left ?? [])
      guard let plan = result.value?.plan else { return ended.exitCode }
      return show(plan, request, session) ?? ended.exitCode
    }
  }

  /// Saves and shows a plan. Returns a status if it cannot be saved.
  private func show(_ plan: Plan, _ request: PlanRequest, _ session: ShellSession) -> Int32? {
    do throws(Failure) {
      if let path = request.output { try FileSaver.save(Array(plan.file.utf8), to: path) }
    } catch {
      session.console.report([error.diagnostic()])
      return error.kind.exitCode
    }
    let printer = session.console.printer
    if printer.format == .auto {
      StandardStream.output.write(plan.lines(colour: usesColour))
    } else {
      printer.show(plan.value)
      printer.end()
    }
    return nil
  }
}

/// Passes the result out of a supervised thread.
private final class PlanResult: Sendable {
  private let state = Mutex<PlanRun.Result?>(nil)

  var value: PlanRun.Result? { state.withLock { $0 } }

  func set(_ result: PlanRun.Result) -> ScriptOutcome {
    state.withLock { $0 = result }
    return result.outcome
  }
}

extension ShellSession {
  /// Redacts the secrets in a value to be stored or compared.
  var withoutSecrets: @Sendable (Value) -> Value {
    { [mask = services.providers.mask, redactor = services.connection.redactor] value in
      value.mapTexts { text in (mask(text, nil) ?? redactor.redacted(text)).map { Value($0) } }
    }
  }
}
