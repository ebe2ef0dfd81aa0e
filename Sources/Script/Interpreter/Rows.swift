import Diagnostics
public import JSON
import Query
import Synchronization

/// The rows of a loop.
struct Rows: Sendable {
  /// Why a row of `once` is left out.
  static let doubled = "its key came before"
  /// Seconds that the longest wait before a further try takes, unless the provider wants more.
  private static let longestDelay = 60.0

  var loop: Loop
  var range: SourceRange
  var retries: Int
  var keys: RowKeys
  /// Seconds before the first further try; each one after it waits twice as long.
  var delay = 1.0
  /// All of them, where they were counted before the first one runs.
  var values: [(Value, FilePlace?)]?
  /// The names of those so far, where each may come once.
  var known: Set<Digest>?
  /// What became of them, where somebody wants to know.
  var results: RowResults?
  /// Whether its writes are planned: then a row that needs what only the API knows leaves the others alone.
  var isPlanned = false
  /// Ends the run after so many failed rows; nil for rows of inner loops.
  var failures: FailureLimit?

  /// How a row ended in which rows of inner loops failed while others went on: they belong to it.
  static func outcome(failedInside count: Int) -> UnitOutcome {
    guard count > 0 else { return .done }
    return .failed(Failure(.script, "\(count) row\(count == 1 ? "" : "s") of loops inside of it failed"))
  }

  /// Whether the other rows run after one that ended so.
  func goesOn(after trouble: Interruption) -> Bool {
    trouble.isRowFailure && (loop.keepsGoing || isPlanned && trouble.failure?.endsRow == true)
  }

  mutating func next(
    _ index: Int, _ value: Value, named name: Value?, from record: FilePlace? = nil, _ source: SourceText
  ) -> NextRow {
    let isDouble = known != nil && known?.insert(Digest(name ?? value)).inserted == false
    return NextRow(
      row: Row(
        index: index, value: value, key: name, record: record, name: loop.name.text, source: source, range: range),
      key: keys.next(value, named: name), isDouble: isDouble)
  }

  /// Seconds to wait before a further try.
  ///
  /// - Parameter attempt: that failed, from 1.
  func pause(after failure: Failure, attempt: Int) -> Double {
    failure.retryAfter ?? min(Self.longestDelay, delay * Double(1 << min(attempt - 1, 20)))
  }
}

/// A row and what names it.
struct NextRow: Sendable {
  var row: Row
  var key: UnitKey
  /// Whether a row of `once` has the name of an earlier one.
  var isDouble = false
}

/// What became of the rows of `let name = for …`. Safe to use from many threads.
final class RowResults: Sendable {
  private let rows = Mutex<[Int: Value]>([:])

  func add(_ row: Row, _ result: RowResult) {
    let object: Value = [
      "row": Value(row.index + 1), "key": row.key ?? row.value, "state": Value(result.state), "value": result.value,
      "error": result.error,
    ]
    rows.withLock { $0[row.index] = object }
  }

  /// An array in the order of the rows; those of other shards are missing.
  var value: Value { Value(rows.withLock { rows in rows.sorted { $0.key < $1.key }.map(\.value) }) }
}

extension RowResult {
  init(_ trouble: Interruption?, _ given: Value?, isInDoubt: Bool) {
    let outcome = trouble.map(UnitOutcome.init) ?? .done
    switch outcome {
    case .done, .stopped: self.init(state: "done", value: given ?? .null)
    case .skipped(let reason): self.init(state: "skipped", value: given ?? .null, error: .reason(reason))
    case .failed(let failure):
      self.init(state: isInDoubt ? "in_doubt" : "failed", value: given ?? .null, error: failure.object)
    case .interrupted: self.init(state: isInDoubt ? "in_doubt" : "interrupted", value: given ?? .null)
    }
  }
}

extension Value {
  /// Why a row was left out, as its error.
  public static func reason(_ reason: String?) -> Value {
    reason.map { ["kind": "skipped", "message": Value($0)] } ?? .null
  }
}
