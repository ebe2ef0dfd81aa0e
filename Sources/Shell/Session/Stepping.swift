import Diagnostics
import JSON
import Providers
import Query
import Runner
import Script
import Threads

/// Stops a run at the requested points. The script's thread waits until another thread, which reads input, decides how
/// to continue.
final class Stepping: Debugger, @unchecked Sendable {
  enum Cause: Sendable {
    case line
    /// Before a write, described as in a plan.
    case write(String)
    case failure(Failure)
  }

  /// A stopped script.
  struct Stop: Sendable {
    var cause: Cause
    var place: ScriptPlace
    /// The interpreter state at that place.
    var frame: SharedInterpreter
  }

  private let points: StopPoints
  private let wake: @Sendable () -> Void
  /// Guards the following properties.
  private let lock = ConditionLock()
  private var places: [Int: [String?]] = [:]
  private var scriptName = ""
  private var current: (place: ScriptPlace, frame: SharedInterpreter)?
  private var stopsBeforeWrites: Bool
  /// Whether to stop at the next statement.
  private var stopsAtStatement = false
  private var stop: Stop?
  private var move: DebuggerMove?
  private var notes: [String] = []

  /// - Parameter wake: called when the script has stopped.
  init(_ points: StopPoints, wake: @escaping @Sendable () -> Void) {
    self.points = points
    self.wake = wake
    stopsBeforeWrites = points.beforeWrites
  }

  /// Determines the stop points in the script that is about to run.
  func prepare(_ script: Script) throws(Failure) {
    let found = try points.places(in: script)
    lock.withLock { (scriptName, places) = (script.source.name, found) }
  }

  // MARK: The script's thread

  func willRun(_ place: ScriptPlace, in frame: Interpreter) -> DebuggerMove {
    let shared = SharedInterpreter(frame)
    let (isWanted, conditions) = lock.withLock {
      current = (place, shared)
      let isInScript = place.source.name == scriptName
      return (stopsAtStatement, isInScript ? places[place.range.lower] ?? [] : [])
    }
    guard isWanted || conditions.contains(where: { holds($0, in: frame) }) else { return .goOn }
    return wait(.line)
  }

  func failed(_ failure: Failure, at place: ScriptPlace, in frame: Interpreter) -> DebuggerMove {
    guard points.onError else { return .goOn }
    lock.withLock { current = (place, SharedInterpreter(frame)) }
    return wait(.failure(failure))
  }

  /// Whether to stop before writes; false for writes made at the stop prompt.
  var showsWrites: Bool { lock.withLock { stopsBeforeWrites && stop == nil } }

  /// Stops before a write of the script.
  func show(write: String) -> DebuggerMove { wait(.write(write)) }

  /// A stage that stops before every write, if requested.
  var stage: any CallStage {
    StepStage(isWanted: { self.showsWrites }, ask: { self.show(write: $0) })
  }

  private func wait(_ cause: Cause) -> DebuggerMove {
    let isWaiting = lock.withLock {
      guard let current else { return false }
      move = nil
      stop = Stop(cause: cause, place: current.place, frame: current.frame)
      return true
    }
    guard isWaiting else { return .goOn }
    wake()
    return lock.withLock {
      while true {
        if let move { return move }
        lock.wait()
      }
    }
  }

  /// Whether a condition is true at the current place. Undefined names make it false; errors are reported.
  private func holds(_ condition: String?, in frame: Interpreter) -> Bool {
    guard let condition else { return true }
    guard let catalog = frame.environment.catalog else { return false }
    do throws(Failure) {
      return try SideEvaluation(frame, catalog: catalog, caller: NoCalls()).value(of: condition)?.isTruthy ?? false
    } catch {
      guard error.kind != .usage else { return false }
      lock.withLock { notes.append("the condition \(condition) failed: \(error.message)") }
      return true
    }
  }

  // MARK: The input thread

  /// The current stop; nil while the script runs.
  var waiting: Stop? { lock.withLock { stop } }

  /// Returns the notes that have accumulated, once.
  func takeNotes() -> [String] {
    lock.withLock {
      defer { notes = [] }
      return notes
    }
  }

  /// The move for a command at the current stop.
  func move(_ word: StopWord) -> DebuggerMove {
    lock.withLock {
      switch word {
      case .step:
        stopsAtStatement = !points.beforeWrites
        return .goOn
      case .continue:
        (stopsAtStatement, stopsBeforeWrites) = (false, false)
        return .goOn
      case .retry: return .retry
      case .skip: return .skip
      case .abort:
        (stopsAtStatement, stopsBeforeWrites) = (false, false)
        return .abort
      }
    }
  }

  /// Continues the script.
  func go(_ move: DebuggerMove) {
    lock.withLock {
      stop = nil
      self.move = move
      lock.signal()
    }
  }
}

/// Refuses every call.
private struct NoCalls: Caller {
  private static let refusal = Failure(.script, "the condition of a stop sends nothing")

  func call(_ call: Call) throws(Failure) -> Value { throw Self.refusal }
  func pages(_ call: Call) throws(Failure) -> any PageIterator { throw Self.refusal }
  func exchange(_ number: Int?, range: SourceRange) throws(Failure) -> Value { throw Self.refusal }
}
