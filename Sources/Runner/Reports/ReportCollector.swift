public import HTTP
import JSON
public import Query
public import Script
import Synchronization

/// Collects what reports contain beyond the record of a run: assertions, requests, and rows that did not run. Safe to
/// use from several threads.
public final class ReportCollector: UnitObserver, ExchangeRecorder {
  private struct State {
    var begun: [UnitKey: RowPlace] = [:]
    var left: [LeftRow] = []
    var assertions: [AssertionRecord] = []
    var requests: [RequestSpan] = []
  }

  private let state = Mutex(State())

  /// Creates an empty collector.
  public init() {}

  /// Always true: the names of rows must match those in the journal.
  public var namesRowsByContent: Bool { true }
  /// Always true: reports list the rows that did not run.
  public var wantsLeftRows: Bool { true }

  /// Remembers that a row began, and lets it run.
  public func begin(_ unit: WorkUnit, row: Row?) -> Admission {
    if let row { state.withLock { $0.begun[unit.key] = RowPlace(unit.key, row) } }
    return .run
  }

  /// Records a row of the source that has not begun.
  public func listed(_ key: UnitKey, row: Row) {
    let name = row.key ?? row.contentName
    state.withLock { state in
      guard state.begun[key] == nil, let place = RowPlace(key, row) else { return }
      state.left.append(LeftRow(place, key: name, content: row.value))
    }
  }

  /// Records an assertion.
  public func checked(_ assertion: CheckedAssertion, in unit: UnitKey?) {
    state.withLock { state in
      state.assertions.append(
        AssertionRecord(
          assertion.text, place: assertion.place, passed: assertion.message == nil, message: assertion.message,
          row: unit.flatMap { state.begun[$0] }))
    }
  }

  /// Does nothing: only completed requests are counted.
  public func exchangeWillBegin(_ exchange: Exchange) {}

  /// Records the duration and status of a request.
  public func exchangeDidEnd(_ exchange: Exchange) {
    let span = RequestSpan(
      exchange.account, method: exchange.method, risk: exchange.risk, startedAt: exchange.startedAt,
      durationMilliseconds: exchange.durationMilliseconds, status: exchange.response?.status)
    state.withLock { $0.requests.append(span) }
  }

  /// Combines the collected data with the record of the run.
  public func input(_ record: RunRecord, version: String, failure: Failure?) -> ReportInput {
    state.withLock { state in
      let ran = Set(record.rows.map { RowPlace(loop: $0.loop, row: $0.row) })
      return ReportInput(
        record, version: version, assertions: state.assertions, requests: state.requests,
        leftRows: state.left.filter { !ran.contains($0.place) }, failure: failure?.object ?? .null)
    }
  }
}

extension RowPlace {
  fileprivate init?(_ key: UnitKey, _ row: Row) {
    guard case .row(let loop, _) = key else { return nil }
    self.init(loop: loop + 1, row: row.index + 1)
  }
}
