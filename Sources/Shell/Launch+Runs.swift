import Diagnostics
import Glibc
import HTTP
import JSON
import Query
import Runner
import Script

/// The arguments of `edush runs`.
public enum RunsRequest: Sendable {
  /// Lists the latest runs or all of them.
  case list(all: Bool)
  /// Shows the run with this number.
  case show(Int)
  /// Verifies one run; nil verifies all of them.
  case verify(Int?)
  /// Prints the run with this number in the form that `merge` accepts.
  case export(Int)
  /// Merges exported runs from files into one run.
  case merge([String])
  /// Deletes ended runs that began at least `older` seconds ago; runs with writes in doubt only if `inDoubt`.
  case prune(older: Double, inDoubt: Bool)
}

extension Launch {
  /// The number of runs in a list.
  private static let listLength = 20

  /// Shows or changes the runs in the journal; returns the status.
  public func runs(_ request: RunsRequest) -> Int32 {
    within(.nobody) { session in
      do throws(Failure) {
        return try RunsDesk(session).perform(request, listLength: Self.listLength)
      } catch {
        session.console.report([error.diagnostic()])
        return error.kind.exitCode
      }
    }
  }
}

/// Performs the subcommands of `edush runs`.
struct RunsDesk {
  private let session: ShellSession
  private let journal: Journal

  init(_ session: ShellSession) {
    self.session = session
    journal = Journal(at: session.services.folders.journal)
  }

  func perform(_ request: RunsRequest, listLength: Int) throws(Failure) -> Int32 {
    switch request {
    case .list(let all):
      let runs = try reading { () throws(JournalError) in try journal.runs(limit: all ? nil : listLength) }
      show(Value(runs.map(\.value)))
    case .show(let run):
      guard let record = try reading({ () throws(JournalError) in try journal.record(run) }) else {
        throw Failure(.usage, "the journal has no run \(run)", hint: "`edush runs --all` lists them")
      }
      show(record.value)
    case .verify(let run): return try verify(run)
    case .export(let run):
      try reading { () throws(JournalError) in
        try journal.export(run) { StandardStream.output.write($0 + "\n") }
      }
    case .merge(let files):
      var runs: [ExportedRun] = []
      for file in files { runs.append(try exported(file)) }
      let number = try reading { () throws(JournalError) in try journal.merge(runs) }
      show(["run": Value(number), "files": Value(files.map { Value($0) })])
      let missing = ExportedRun.missingShards(runs)
      guard missing.isEmpty else {
        session.console.notify("warning: no file has shard \(missing.joined(separator: ", "))")
        return 0
      }
    case .prune(let age, let inDoubt):
      let pruned = try reading { () throws(JournalError) in
        try journal.prune(before: WallClock.system.now() - age, inDoubt: inDoubt)
      }
      session.console.notify("forgot \(pruned.count.of("run"))")
    }
    return 0
  }

  private func verify(_ run: Int?) throws(Failure) -> Int32 {
    var numbers: [Int] = []
    if let run { numbers = [run] } else { numbers = try reading { () throws(JournalError) in try journal.numbers() } }
    var status: Int32 = 0
    for number in numbers {
      guard let fault = try reading({ () throws(JournalError) in try journal.fault(in: number) }) else { continue }
      session.console.notify("run \(number): \(fault)")
      status = 1
    }
    return status
  }

  private func exported(_ file: String) throws(Failure) -> ExportedRun {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try LocalFile.contents(of: file == "-" ? "/dev/stdin" : file)
    } catch {
      throw Failure(.usage, error.description)
    }
    let text = try StrictText.string(bytes, of: file, .usage)
    return try reading { () throws(JournalError) in try ExportedRun(text, name: file) }
  }

  private func show(_ value: Value) {
    session.console.printer.show(value)
    session.console.printer.end()
  }

  private func reading<Result>(_ body: () throws(JournalError) -> Result) throws(Failure) -> Result {
    do throws(JournalError) {
      return try body()
    } catch {
      throw error.failure(before: true)
    }
  }
}
