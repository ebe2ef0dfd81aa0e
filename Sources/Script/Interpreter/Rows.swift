import Diagnostics
public import JSON
import Query
import Synchronization

/// The rows of a loop.
struct Rows: Sendable {
  /// Why a duplicate row of `once` is skipped.
  static let doubled = "its key came before"
  /// The maximum delay before a retry in seconds, unless the provider asks for more.
  private static let longestDelay = 60.0

  var loop: Loop
  var range: SourceRange
  var retries: Int
  var keys: RowKeys
  /// Seconds before the first retry; the delay doubles with each one.
  var delay = 1.0
  /// All rows, if they were counted before the first one ran.
  var values: [(Value, FilePlace?)]?
  /// The digests of earlier keys, if duplicates are skipped.
  var known: Set<Digest>?
  /// The results of the rows, if a variable collects them.
  var results: RowResults?
  /// Whether writes are planned. If so, a row that depends on data known only to the API does not affect the others.
  var isPlanned = false
  /// Ends the run after N failed rows; nil for rows of inner loops.
  var failures: FailureLimit?
  let tally = RowTally()

  /// The outcome of a row in which rows of inner loops failed while others continued.
  static func outcome(failedInside count: Int) -> UnitOutcome {
    guard count > 0 else { return .done }
    return .failed(Failure(.script, "\(count.of("row")) of loops inside of it failed"))
  }

  /// Whether the other rows run after one that ended this way.
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

  /// Seconds to wait before a retry.
  ///
  /// - Parameter attempt: the number of the failed attempt, from 1.
  func pause(after failure: Failure, attempt: Int) -> Double {
    failure.retryAfter ?? min(Self.longestDelay, delay * Double(1 << min(attempt - 1, 20)))
  }
}

/// A row and its key.
struct NextRow: Sendable {
  var row: Row
  var key: UnitKey
  /// Whether a row of `once` has the key of an earlier row.
  var isDouble = false
}

/// The results of the rows of `let name = for …`. Safe to use from several threads.
final class RowResults: Sendable {
  private let rows = Mutex<[Int: Value]>([:])

  func add(_ row: Row, _ result: RowResult) {
    let object: Value = [
      "row": Value(row.index + 1), "key": row.key ?? row.value, "state": Value(result.state), "value": result.value,
      "error": result.error,
    ]
    rows.withLock { $0[row.index] = object }
  }

  /// The results as an array in row order, without rows of other shards.
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
  /// The error value for a skipped row.
  public static func reason(_ reason: String?) -> Value {
    reason.map { ["kind": "skipped", "message": Value($0)] } ?? .null
  }
}
