public import Diagnostics
public import JSON
public import Query

/// One row of an outermost `for`.
public struct Row: Sendable {
  /// From 0.
  public var index: Int
  public var value: Value
  /// The name it is bound to.
  public var name: String
  public var source: SourceText
  /// Where the loop is.
  public var range: SourceRange
}

/// How a unit ended.
public enum UnitOutcome: Sendable {
  case done
  case failed(Failure)
  /// The script ended in it: `stop`, `halt`.
  case stopped
  case interrupted
}

/// Whether a unit runs.
public enum Admission: Sendable {
  case run
  /// It was done before, or belongs to another part of the work.
  case skip
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
}

extension UnitObserver {
  public var namesRowsByContent: Bool { false }
  public func begin(_ unit: WorkUnit, row: Row?) -> Admission { .run }
  public func caller(_ unit: WorkUnit, _ caller: (any Caller)?) -> (any Caller)? { caller }
  public func retry(_ unit: WorkUnit, row: Row, _ failure: Failure, attempt: Int) {}
  public func finish(_ unit: WorkUnit, _ outcome: UnitOutcome) {}
}

extension [any UnitObserver] {
  /// What the first of them says that does not let a unit run; those behind it do not hear of the unit.
  func admission(_ unit: WorkUnit, row: Row?) -> Admission {
    for observer in self {
      switch observer.begin(unit, row: row) {
      case .run: continue
      case .skip: return .skip
      case .refuse(let failure): return .refuse(failure)
      }
    }
    return .run
  }

  /// The caller of a unit as all of them want it.
  func caller(_ unit: WorkUnit, _ caller: (any Caller)?) -> (any Caller)? {
    reduce(caller) { $1.caller(unit, $0) }
  }
}

extension UnitOutcome {
  init(_ trouble: Interruption) {
    switch trouble {
    case .failure(let failure, _): self = failure.isInterruption ? .interrupted : .failed(failure)
    case .invalid: self = .failed(trouble.failure ?? Failure(.usage, "invalid"))
    case .stop, .halt: self = .stopped
    case .cancelled: self = .interrupted
    }
  }
}
