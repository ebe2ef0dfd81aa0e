public import Diagnostics
public import JSON
public import Query

/// One row of an outermost `for`.
public struct Row: Sendable {
  /// From 0.
  public var index: Int
  public var value: Value
  /// What `by` names it; nil where nothing does.
  public var key: Value?
  /// The record of a file that it comes from; nil where it comes from none.
  public var record: FilePlace?
  /// The name it is bound to.
  public var name: String
  public var source: SourceText
  /// Where the loop is.
  public var range: SourceRange

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
  /// The script ended in it: `stop`, `halt`.
  case stopped
  /// It was left out, for this reason.
  case skipped(String?)
  case interrupted
}

/// What became of a row, for the variable of `let name = for …`.
public struct RowResult: Sendable {
  /// done, failed, skipped, in_doubt.
  public var state: String
  /// What `give` gave; null without one.
  public var value: Value
  /// The object that `catch` would see; null where it did not fail.
  public var error: Value

  public init(state: String, value: Value = .null, error: Value = .null) {
    self.state = state
    self.value = value
    self.error = error
  }
}

/// Whether a unit runs.
public enum Admission: Sendable {
  case run
  /// It belongs to another part of the work.
  case skip
  /// It was done before, with this result.
  case done(RowResult)
  /// It must not run, for this reason.
  case refuse(Failure)
}

/// Watches the units of a run: rows of outermost loops, and statements outside of loops. Called from the threads that run
/// them.
public protocol UnitObserver: Sendable {
  /// Whether rows are named by their content, which costs a digest of each.
  var namesRowsByContent: Bool { get }
  /// Decides about a unit before it runs; `row` is nil for a statement.
  func begin(_ unit: WorkUnit, row: Row?) -> Admission
  /// The caller for the calls of a unit.
  func caller(_ unit: WorkUnit, _ caller: (any Caller)?) -> (any Caller)?
  /// Hears that an attempt failed and another one follows.
  func retry(_ unit: WorkUnit, row: Row, _ failure: Failure, attempt: Int)
  /// Hears how a unit ended that ran.
  func finish(_ unit: WorkUnit, _ outcome: UnitOutcome)
  /// Hears how many rows an outermost loop has, as soon as that is known: before the first one where the source sends
  /// nothing and is short, else at its end.
  func counted(loop: Int, rows: Int)
  /// Hears that all rows of an outermost loop came.
  func exhausted(loop: Int)
  /// Whether it wants to hear of the rows that did not run when a loop ends early.
  var wantsLeftRows: Bool { get }
  /// Hears of a row of a loop that ended early, whether the row ran or not.
  func listed(_ key: UnitKey, row: Row)
  /// Hears of a piece that a unit is about to append to a file; its n-th one.
  func willAppend(_ piece: FilePiece, _ ordinal: Int, in unit: WorkUnit) throws(Failure)
  /// Hears of an `assert` in a unit.
  func checked(_ assertion: CheckedAssertion, in unit: UnitKey?)
}

/// An `assert` that was evaluated.
public struct CheckedAssertion: Sendable {
  /// The condition as the script has it.
  public var text: String
  /// `file:line`
  public var place: String
  /// Why it failed; nil where it holds.
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
  /// What the first of them says that does not let a unit run; those behind it do not hear of the unit.
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

  /// The caller of a unit as all of them want it.
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
