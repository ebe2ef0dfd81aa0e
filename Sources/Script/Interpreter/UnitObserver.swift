public import Diagnostics
public import JSON
public import Query

/// A row of an outermost `for`.
public struct Row: Sendable {
  /// The index, from 0.
  public var index: Int
  /// The row itself.
  public var value: Value
  /// The key from `by`; nil without one.
  public var key: Value?
  /// The record of a file that the row was read from; nil if it is not from a file.
  public var record: FilePlace?
  /// The name of its variable.
  public var name: String
  /// The text that contains the loop.
  public var source: SourceText
  /// The range of the loop.
  public var range: SourceRange

  /// Creates a row.
  public init(
    index: Int, value: Value, key: Value? = nil, record: FilePlace? = nil, name: String, source: SourceText,
    range: SourceRange
  ) {
    self.index = index
    self.value = value
    self.key = key
    self.record = record
    self.name = name
    self.source = source
    self.range = range
  }
}

/// How a unit ended.
public enum UnitOutcome: Sendable {
  case done
  case failed(Failure)
  /// The script ended during the unit, through `stop` or `halt`.
  case stopped
  /// It was skipped, with a reason.
  case skipped(String?)
  case interrupted
}

/// The result of a row in the variable of `let name = for …`.
public struct RowResult: Sendable {
  /// The state: done, failed, skipped or in_doubt.
  public var state: String
  /// The result set by `give`; null without one.
  public var value: Value
  /// The error object that `catch` receives; null if the row did not fail.
  public var error: Value

  /// Creates a result.
  public init(state: String, value: Value = .null, error: Value = .null) {
    self.state = state
    self.value = value
    self.error = error
  }
}

/// Whether a unit may run.
public enum Admission: Sendable {
  case run
  /// Skip it: it belongs to another part of the work.
  case skip
  /// It has already been done, with this result.
  case done(RowResult)
  /// It must not run, for this reason.
  case refuse(Failure)
}

/// Observes the units of a run: rows of outermost loops, and statements outside of loops. Called from the threads that
/// run the units.
public protocol UnitObserver: Sendable {
  /// Whether rows are identified by content, which requires a digest of each.
  var namesRowsByContent: Bool { get }
  /// Called before a unit runs, to decide whether it may; `row` is nil for a statement.
  func begin(_ unit: WorkUnit, row: Row?) -> Admission
  /// Returns the caller for the calls of a unit.
  func caller(_ unit: WorkUnit, _ caller: (any Caller)?) -> (any Caller)?
  /// Called when an attempt has failed and another one follows.
  func retry(_ unit: WorkUnit, row: Row, _ failure: Failure, attempt: Int)
  /// Called when a unit that ran has ended.
  func finish(_ unit: WorkUnit, _ outcome: UnitOutcome)
  /// Called with the number of rows of an outermost loop as soon as that is known: before the first row if the source
  /// is short and sends nothing, otherwise at the end.
  func counted(loop: Int, rows: Int)
  /// Called when all rows of an outermost loop have been read.
  func exhausted(loop: Int)
  /// Whether to call `listed` for the rows of a loop that ended early.
  var wantsLeftRows: Bool { get }
  /// Called for each row of a loop that ended early, whether the row ran or not.
  func listed(_ key: UnitKey, row: Row)
  /// Called before a unit appends a piece to a file; `ordinal` counts the pieces of the unit.
  func willAppend(_ piece: FilePiece, _ ordinal: Int, in unit: WorkUnit) throws(Failure)
  /// Called for each `assert` in a unit.
  func checked(_ assertion: CheckedAssertion, in unit: UnitKey?)
}

/// An evaluated `assert`.
public struct CheckedAssertion: Sendable {
  /// The condition as written in the script.
  public var text: String
  /// The location, as `file:line`.
  public var place: String
  /// Why it failed; nil if it passed.
  public var message: String?
}

extension UnitObserver {
  public var namesRowsByContent: Bool { false }
  public func begin(_ unit: WorkUnit, row: Row?) -> Admission { .run }
  public func caller(_ unit: WorkUnit, _ caller: (any Caller)?) -> (any Caller)? { caller }
  public func retry(_ unit: WorkUnit, row: Row, _ failure: Failure, attempt: Int) {}
  public func finish(_ unit: WorkUnit, _ outcome: UnitOutcome) {}
  public func counted(loop: Int, rows: Int) {}
  public func exhausted(loop: Int) {}
  public var wantsLeftRows: Bool { false }
  public func listed(_ key: UnitKey, row: Row) {}
  public func willAppend(_ piece: FilePiece, _ ordinal: Int, in unit: WorkUnit) throws(Failure) {}
  public func checked(_ assertion: CheckedAssertion, in unit: UnitKey?) {}
}

extension [any UnitObserver] {
  /// The first decision that prevents a unit from running; later observers are not asked.
  public func admission(_ unit: WorkUnit, row: Row?) -> Admission {
    for observer in self {
      switch observer.begin(unit, row: row) {
      case .run: continue
      case .skip: return .skip
      case .done(let result): return .done(result)
      case .refuse(let failure): return .refuse(failure)
      }
    }
    return .run
  }

  /// The caller of a unit after all observers have wrapped it.
  public func caller(_ unit: WorkUnit, _ caller: (any Caller)?) -> (any Caller)? {
    reduce(caller) { $1.caller(unit, $0) }
  }
}

extension UnitOutcome {
  init(_ trouble: Interruption) {
    switch trouble {
    case .failure(let failure, _): self = failure.isInterruption ? .interrupted : .failed(failure)
    case .invalid: self = .failed(trouble.failure ?? Failure(.usage, "invalid"))
    case .stop, .halt, .tooManyFailures: self = .stopped
    case .skip(let reason): self = .skipped(reason)
    case .leaveOut: self = .skipped(nil)
    case .cancelled: self = .interrupted
    }
  }
}
