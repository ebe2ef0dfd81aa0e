import Diagnostics
import Glibc
import JSON
import Query
import Rendering
public import Runner
import Script

/// The arguments of `edush resume`.
public struct ResumeRequest: Sendable {
  /// The number of the run.
  public var run: Int
  /// The corrected script; nil uses the original one.
  public var file: String?
  /// How to settle writes in doubt; nil probes, then asks.
  public var way: Doubts.Way?
  /// Parameters to be passed again.
  public var arguments: [String] = []

  /// Creates a request.
  public init(run: Int) { self.run = run }
}

extension Launch {
  /// Resumes a run in the journal.
  public func resume(_ request: ResumeRequest, as run: ScriptRun) -> Int32 {
    do throws(Failure) {
      let journal = Journal(at: Folders(environment: surroundings.environment).journal)
      var memory = try Self.memory(of: request.run, in: journal)
      try refuse(memory)
      guard memory.start.kind == .run else { return try resume(memory, request, as: run) }
      let source = try request.file.map { (file) throws(Failure) in try Self.script(file) } ?? memory.source
      memory.isSameScript = source.text == memory.start.scriptText
      let folder = RunStart.currentFolder
      guard memory.start.folder.isEmpty || chdir(memory.start.folder) == 0 else {
        throw Failure(
          .usage, "run \(request.run) ran in \(memory.start.folder), which is gone",
          hint: "make that folder again, with the files that the script reads")
      }
      var (run, options) = (run, options)
      run.fill(from: memory.start.options)
      options.fill(from: memory.start.options)
      let choice = try run.onlyFailedOf.map { (number) throws(Failure) in
        RowChoice(failedIn: try Self.memory(of: number, in: journal), or: memory)
      }
      let launch = Launch(options: options, surroundings: surroundings).reading(request.file ?? "")
      let note = request.file == nil ? Self.changeNote(memory, startedIn: folder) : nil
      return launch.within(.nobody, stops: run.stops) { session in
        if let note { session.console.notify(note) }
        return launch.perform(
          source, request.arguments, run, memory.start, in: session, memory: memory, inDoubt: request.way,
          choice: choice)
      }
    } catch {
      return show(error)
    }
  }

  /// Warns if the script has changed since; the run continues with the recorded one.
  ///
  /// - Parameter folder: the current folder.
  private static func changeNote(_ memory: RunMemory, startedIn folder: String) -> String? {
    let name = memory.start.scriptName
    guard name != "-c", name != "-", let current = try? ScriptFile.read(name), current.text != memory.start.scriptText
    else { return nil }
    let path = name.hasPrefix("/") || folder == memory.start.folder ? name : "\(memory.start.folder)/\(name)"
    return "warning: \(name) has changed since the run began; the recorded one goes on, "
      + "and `edush resume \(memory.run) \(path)` uses the new one"
  }

  /// Resumes an `apply` or `undo` with its original plan.
  private func resume(_ memory: RunMemory, _ request: ResumeRequest, as run: ScriptRun) throws(Failure) -> Int32 {
    guard request.file == nil else {
      throw Failure(.usage, "run \(memory.run) has a plan, not a script, so a file cannot replace it")
    }
    let plan: Plan
    do throws(Diagnostic) {
      plan = try Plan(file: Array(memory.start.scriptText.utf8), name: memory.start.scriptName)
    } catch {
      throw Failure(.usage, error.message, hint: error.hint)
    }
    return perform(plan, memory.start, request.arguments, memory: memory, inDoubt: request.way, run: run)
  }

  static func memory(of run: Int, in journal: Journal) throws(Failure) -> RunMemory {
    do throws(JournalError) {
      return try journal.memory(of: run)
    } catch {
      throw error.failure(before: true)
    }
  }

  private static func script(_ file: String) throws(Failure) -> SourceText {
    do throws(Diagnostic) {
      return try ScriptFile.read(file)
    } catch {
      throw Failure(.usage, error.shown.message, hint: error.hint)
    }
  }

  private func refuse(_ memory: RunMemory) throws(Failure) {
    switch memory.start.kind {
    case .run, .apply, .undo: break
    case .prompt:
      throw Failure(
        .usage, "run \(memory.run) was a session of the prompt, which cannot be resumed",
        hint: "`edush runs show \(memory.run)` shows what it wrote, `edush undo \(memory.run)` undoes it")
    }
    try refuseOtherWorld(memory)
  }

  /// Throws if a sandbox run would be resumed against live accounts, or vice versa.
  func refuseOtherWorld(_ memory: RunMemory) throws(Failure) {
    let wasSandboxed = memory.start.options["sandbox"] == true
    guard wasSandboxed == surroundings.isSandboxed else {
      throw Failure(
        .usage,
        wasSandboxed
          ? "run \(memory.run) ran in the sandbox, and would go on with live accounts"
          : "run \(memory.run) ran with live accounts, and would go on in the sandbox",
        hint: wasSandboxed ? "put --sandbox before the number" : "remove --sandbox")
    }
  }

  /// Shows why a command could not start; returns the status.
  func show(_ failure: Failure) -> Int32 {
    let colour = surroundings.usesColour(onTerminal: surroundings.hasTerminalError, refused: options.refusesColour)
    StandardStream.error.write(render(failure.diagnostic(), colour: colour))
    return failure.kind.exitCode
  }
}

extension RunMemory {
  fileprivate var source: SourceText { SourceText(name: start.scriptName, text: start.scriptText) }
}

extension ShellSession {
  /// The recorded state of a run.
  func memory(of run: Int) throws(Failure) -> RunMemory {
    try Launch.memory(of: run, in: Journal(at: services.folders.journal))
  }
}
