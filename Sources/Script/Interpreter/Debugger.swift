public import Diagnostics
public import Query

/// Stops a script where somebody wants to look at it, and decides how it goes on. Called by one thread at a time, that of
/// the script.
public protocol Debugger: AnyObject, Sendable {
  /// Hears of a statement that is about to run; may take its time.
  ///
  /// - Parameter frame: what the statement reaches, its variables among it.
  func willRun(_ place: ScriptPlace, in frame: Interpreter) -> DebuggerMove
  /// Hears of a failure that nothing in the script catches, and no further try of its row follows.
  func failed(_ failure: Failure, at place: ScriptPlace, in frame: Interpreter) -> DebuggerMove
}

/// How a script goes on from where it was stopped.
public enum DebuggerMove: Sendable {
  /// As if nobody had stopped it.
  case goOn
  /// The statement that failed runs again. What it wrote before is not sent again.
  case retry
  /// The row, or the statement outside of rows, is left out.
  case skip
  /// The run ends as if it were interrupted.
  case abort
}

/// A statement of a script, and the rows it is in.
public struct ScriptPlace: Sendable {
  public var source: SourceText
  public var range: SourceRange
  /// The rows around it, the innermost first: `in row 2: id = 5`.
  public var rows: [String]

  /// From 1.
  public var line: Int { source.position(at: range.lower).line }
}

/// What of the current statement a debugger has to know.
struct Attention {
  /// How many `do … catch` are around it.
  var catchers = 0
  /// How often the row may be tried again.
  var triesLeft = 0
  /// Whether somebody saw the failure that is on its way out.
  var hasSeenFailure = false
}

extension Execution {
  /// Runs a statement that may be stopped before it, and where it fails.
  func execute(_ statement: Statement, under debugger: any Debugger) throws(Interruption) {
    let place = ScriptPlace(source: source, range: statement.range, rows: rowNotes.reversed())
    try obey(debugger.willRun(place, in: interpreter))
    let start = context.unit?.prepareForAnotherTry()
    while true {
      attention.hasSeenFailure = false
      do throws(Interruption) {
        return try placed(statement)
      } catch {
        guard let failure = error.failure, isWorthALook(error) else { throw error }
        let move = debugger.failed(failure, at: place, in: interpreter)
        attention.hasSeenFailure = true
        guard case .retry = move else {
          try obey(move)
          throw error
        }
        if let start { context.unit?.rewind(to: start) }
      }
    }
  }

  private func obey(_ move: DebuggerMove) throws(Interruption) {
    switch move {
    case .goOn, .retry: return
    case .skip: throw .leaveOut
    case .abort: throw .cancelled
    }
  }

  private func isWorthALook(_ trouble: Interruption) -> Bool {
    guard !attention.hasSeenFailure, let failure = trouble.failure, !failure.isInterruption else { return false }
    if attention.catchers > 0, failure.canBeCaught { return false }
    let canSettle = context.unit?.canSettle == true
    return attention.triesLeft == 0 || !trouble.isWorthAnotherTry(canSettle: canSettle)
  }
}

extension Interpreter {
  /// Takes over what another one has in scope, and its last value.
  public func enter(_ frame: Interpreter) {
    scope = frame.scope
    last = frame.last
  }

  /// Gives what was bound and defined since `enter` to the other one.
  public func leave(_ frame: Interpreter) {
    if scope.version != frame.scope.version { frame.scope = scope }
    frame.scope.account = scope.account
  }
}
