import Calendar
import Diagnostics
import HTTP
import JSON
import Query
import Rendering
import Runner
import Script

/// The arguments of `edush undo`.
public struct UndoRequest: Sendable {
  /// The number of the run.
  public var run: Int
  /// The rows to undo; empty for all.
  public var rows: Set<Int> = []
  /// Whether to write objects even if they have changed since.
  public var force = false

  /// Creates a request for all rows.
  public init(run: Int) { self.run = run }
}

extension Launch {
  /// Undoes the writes of a run, newest first, as a separate run.
  public func undo(_ request: UndoRequest) -> Int32 {
    do throws(Failure) {
      let folders = Folders(environment: surroundings.environment)
      let journal = Journal(at: folders.journal)
      let memory = try Self.memory(of: request.run, in: journal)
      try refuseOtherWorld(memory)
      try Self.check(request.rows, of: memory)
      let undone = try Self.reading { () throws(JournalError) in try journal.undone(of: request.run) }
      let undo = UndoPlan(
        memory, rows: request.rows.isEmpty ? nil : request.rows, without: undone, force: request.force,
        client: Services(options, surroundings).providers.client, createdAt: ISOTime.text(WallClock.system.now()))
      tell(undo, isRepeated: !undone.isEmpty, request)
      guard !undo.plan.steps.isEmpty else { return undo.lasting.isEmpty ? 0 : ExitCode.rowsFailed }
      guard !options.isDryRun else {
        StandardStream.output.write(undo.plan.lines(colour: usesColour))
        return 0
      }
      var start = RunStart(
        SourceText(name: undo.plan.scriptName, text: undo.plan.file), ScriptRun(), options, surroundings, kind: .undo)
      start.options["undoes"] = Value(request.run)
      let status = perform(undo.plan, start, [], keepsPictures: !undo.wroteSecrets)
      return status == 0 && !undo.lasting.isEmpty ? ExitCode.rowsFailed : status
    } catch {
      return show(error)
    }
  }

  /// Throws if the run does not have one of the rows.
  private static func check(_ rows: Set<Int>, of memory: RunMemory) throws(Failure) {
    let strange = rows.subtracting(memory.rowNumbers).sorted()
    guard let first = strange.first else { return }
    throw Failure(
      .usage, "run \(memory.run) began no row \(first)", hint: "`edush runs show \(memory.run)` lists its rows")
  }

  private static func reading<Result>(_ body: () throws(JournalError) -> Result) throws(Failure) -> Result {
    do throws(JournalError) {
      return try body()
    } catch {
      throw error.failure(before: true)
    }
  }

  /// Reports what cannot be undone and what is lost, before anything is sent.
  private func tell(_ undo: UndoPlan, isRepeated: Bool, _ request: UndoRequest) {
    var lines: [String] = []
    if !undo.lasting.isEmpty {
      let count = undo.lasting.count
      lines.append("\(count.of("write")) of run \(request.run) cannot be undone:")
      lines += undo.lasting.map { lasting in
        let what = (["\(lasting.step.account).\(lasting.step.method)"] + [lasting.step.target].compactMap(\.self))
          .joined(separator: " ")
        return "  \(lasting.row.map { "row \($0): " } ?? "")\(oneLine(what)): \(lasting.reason)"
      }
    }
    lines += undo.caveats.map { "note: \($0)" }
    if undo.plan.steps.isEmpty, undo.lasting.isEmpty {
      lines.append(
        isRepeated ? "run \(request.run) is already undone" : "run \(request.run) wrote nothing that can be undone")
    }
    for line in lines { StandardStream.error.write(visible(line) + "\n") }
  }
}
