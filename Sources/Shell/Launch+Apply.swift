import Diagnostics
import HTTP
import JSON
import Providers
import Query
import Runner
import Script

/// A plan to apply.
public struct ApplyRequest: Sendable {
  /// The file written by `plan -o`.
  public var path: String
  /// The secret parameters, which the plan does not contain.
  public var arguments: [String]
  /// Whether a plan may be applied again.
  public var again: Bool

  /// Creates a request.
  public init(path: String, arguments: [String] = [], again: Bool = false) {
    self.path = path
    self.arguments = arguments
    self.again = again
  }
}

extension Launch {
  /// Applies a plan, after a confirmation on a terminal. Shows each applied step on standard output.
  public func apply(_ request: ApplyRequest) -> Int32 {
    do throws(Diagnostic) {
      let plan = try Plan(file: try Self.contents(of: request.path), name: request.path)
      if !request.again, let run = run(thatApplied: plan) { throw Self.repetition(of: request.path, plan, run) }
      var start = RunStart(
        SourceText(name: request.path, text: plan.file), ScriptRun(), options, surroundings, kind: .apply)
      start.options["plan"] = Value(plan.digest)
      return perform(plan, start, request.arguments)
    } catch {
      return report(error)
    }
  }

  /// The run that applied a plan; nil if the journal contains none.
  private func run(thatApplied plan: Plan) -> RunRecord? {
    let journal = Journal(at: Folders(environment: surroundings.environment).journal)
    do throws(JournalError) {
      return try journal.run(thatApplied: plan.digest).flatMap { (run) throws(JournalError) in try journal.record(run) }
    } catch {
      return nil
    }
  }

  /// Why a plan is not applied again: the progress of the run that applied it, and what to do next.
  private static func repetition(of path: String, _ plan: Plan, _ run: RunRecord) -> Diagnostic {
    let number = run.number ?? 0
    guard run.state != .done else {
      return Diagnostic(
        code: "plan", "`\(path)` was applied already, by run \(number)",
        hint: "`edush runs show \(number)` shows its result, --again applies it once more")
    }
    guard run.state != .running else {
      return Diagnostic(code: "plan", "run \(number) is applying `\(path)`", hint: "wait for it")
    }
    let steps = plan.steps.count { $0.change != .unchanged }
    let doubt = run.counts.inDoubt > 0 ? ", with \(run.counts.inDoubt) more in doubt," : ""
    let end = run.state == .interrupted ? "was interrupted" : "failed"
    return Diagnostic(
      code: "plan",
      "run \(number) applied \(run.counts.writes) of the \(steps) step\(steps == 1 ? "" : "s") of `\(path)`\(doubt) and \(end)",
      hint: "`edush resume \(number)` goes on; --again applies all of it once more")
  }

  private static func contents(of path: String) throws(Diagnostic) -> [UInt8] {
    do throws(FileError) {
      return try LocalFile.contents(of: path == "-" ? "/dev/stdin" : path)
    } catch {
      throw Diagnostic(code: "plan", error.description)
    }
  }

  /// Applies the steps of a plan as a run.
  ///
  /// - Parameters:
  ///   - memory: the run to resume; nil for a new one.
  ///   - arguments: the secret parameters.
  ///   - keepsPictures: whether the journal may store the objects before they are written.
  func perform(
    _ plan: Plan, _ start: RunStart, _ arguments: [String], memory: RunMemory? = nil, inDoubt way: Doubts.Way? = nil,
    run: ScriptRun = ScriptRun(), keepsPictures: Bool = true
  ) -> Int32 {
    var options = options
    options.takesPictures = options.takesPictures && keepsPictures
    let hasTerminal = surroundings.hasTerminalInput && surroundings.hasTerminalError
    let asks = hasTerminal && !options.answersYes && !options.isDryRun
    // The single confirmation covers those of all steps.
    if asks { options.answersYes = true }
    return Launch(options: options, surroundings: surroundings).within(.nobody) { session in
      let recording = RunRecording(session, start, run, memory: memory, inDoubt: way)
      let applying = Applying(
        session, plan, shown: memory.map(plan.rest) ?? plan, arguments, kind: start.kind, recording, asks: asks)
      let outcome = session.supervised(applying.run)
      return recording.end(outcome, canGoOn: applying.canGoOn)
    }
  }
}
