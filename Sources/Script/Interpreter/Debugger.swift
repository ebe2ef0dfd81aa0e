public import Diagnostics
public import Query

/// Stops a script and decides how it continues. Called by one thread at a time: that of the script.
public protocol Debugger: AnyObject, Sendable {
  /// Called before a statement runs. May block.
  ///
  /// - Parameter frame: the state of the script at the statement, including its variables.
  func willRun(_ place: ScriptPlace, in frame: Interpreter) -> DebuggerMove
  /// Called for a failure that the script does not catch and whose row is not retried.
  func failed(_ failure: Failure, at place: ScriptPlace, in frame: Interpreter) -> DebuggerMove
}

/// How a stopped script continues.
public enum DebuggerMove: Sendable {
  /// Continue normally.
  case goOn
  /// Run the failed statement again. Writes that were carried out are not sent again.
  case retry
  /// Skip the row, or the statement outside of rows.
  case skip
  /// End the run as if it were interrupted.
  case abort
}

/// A statement of a script and the rows around it.
public struct ScriptPlace: Sendable {
  /// The text that contains the statement.
  public var source: SourceText
  /// The range of the statement.
  public var range: SourceRange
  /// The rows around it, innermost first: `in row 2: id = 5`.
  public var rows: [String]

  /// The line number, from 1.
  public var line: Int { source.position(at: range.lower).line }
}

/// What a debugger needs to know about the current statement.
struct Attention {
  /// The number of enclosing `do … catch`.
  var catchers = 0
  /// The number of remaining attempts for the row.
  var triesLeft = 0
  /// Whether the user has already seen the current failure.
  var hasSeenFailure = false
}

extension Execution {
  /// Runs a statement that may be stopped before it runs and when it fails.
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
  /// Copies the scope and the last value of another interpreter.
  public func enter(_ frame: Interpreter) {
    scope = frame.scope
    last = frame.last
  }

  /// Copies the bindings and definitions made since `enter` back to the other interpreter.
  public func leave(_ frame: Interpreter) {
    if scope.version != frame.scope.version { frame.scope = scope }
    frame.scope.account = scope.account
  }
}
