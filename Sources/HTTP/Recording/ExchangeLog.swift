public import Query
import Synchronization

/// The exchanges of this process, numbered from 1.
///
/// The latest `whole` exchanges are kept completely, and their bodies as long as they fit in `bodyBudget` bytes; the
/// oldest bodies are dropped first. Older exchanges are abridged to about 24 bytes with the number, call and status.
/// Exchanges in progress are never abridged.
public final class ExchangeLog: Sendable {
  private struct State {
    var abridged = AbridgedExchanges()
    var whole: [Int: Exchange] = [:]
    var lastEnded: Int?
    var accounts: Set<Account> = []
    var bodyBytes = 0
    var oldestWithBody = 1

    func exchange(_ id: Int) -> Exchange? { whole[id] ?? abridged[id] }

    mutating func abridge(_ exchange: Exchange) {
      bodyBytes -= exchange.bodyBytes
      whole[exchange.id] = nil
    }

    mutating func dropOldBodies(_ budget: Int) {
      while bodyBytes > budget, oldestWithBody <= abridged.count {
        if let exchange = whole[oldestWithBody] {
          bodyBytes -= exchange.bodyBytes
          whole[oldestWithBody]?.dropBodies()
        }
        oldestWithBody += 1
      }
    }
  }

  private let limit: Int
  private let bodyBudget: Int
  private let state = Mutex(State())

  /// Creates an empty log.
  public init(whole limit: Int = 1000, bodyBudget: Int = 64 << 20) {
    self.limit = max(1, limit)
    self.bodyBudget = bodyBudget
  }

  /// The number of exchanges that have begun.
  public var count: Int { state.withLock { $0.abridged.count } }

  /// The exchange that ended last. A login during a call ends before the call.
  public var last: Exchange? { state.withLock { state in state.lastEnded.flatMap { state.exchange($0) } } }

  /// The accounts of all exchanges.
  public var accounts: Set<Account> { state.withLock { $0.accounts } }

  /// All exchanges, oldest first. Each is read when it is iterated over.
  public var all: some Sequence<Exchange> { (0..<count).lazy.compactMap { self[$0 + 1] } }

  /// The exchange with a number, abridged if it is old.
  public subscript(id: Int) -> Exchange? { state.withLock { $0.exchange(id) } }

  /// The exchange that a number in a program refers to: nil is the latest, -1 the one before it.
  public func exchange(_ number: Int?) -> Exchange? {
    guard let number, number > 0 else { return last.flatMap { self[$0.id + (number ?? 0)] } }
    return self[number]
  }

  /// The latest complete exchanges, newest first: at most `count`, and only those with a number above `id`.
  public func latest(_ count: Int = .max, after id: Int = 0) -> [Exchange] {
    state.withLock { state in
      let lower = max(id, state.abridged.count - limit) + 1
      // Older exchanges that are still in progress.
      let unfinished = state.whole.count > limit ? state.whole.values.filter { $0.id > id && $0.id < lower } : []
      var latest: [Exchange] = []
      for id in (lower..<max(lower, state.abridged.count + 1)).reversed() where latest.count < count {
        if let exchange = state.whole[id] { latest.append(exchange) }
      }
      return latest + unfinished.sorted { $0.id > $1.id }.prefix(count - latest.count)
    }
  }

  /// Replaces secrets that became known after an exchange was recorded.
  func hide(_ patterns: PatternSet) {
    state.withLock { state in
      for (id, exchange) in state.whole {
        let hidden = exchange.redacted(patterns)
        state.bodyBytes += hidden.bodyBytes - exchange.bodyBytes
        state.whole[id] = hidden
      }
      state.abridged.hide(patterns)
    }
  }

  /// Adds an exchange and assigns its number.
  func begin(_ exchange: Exchange) -> Exchange {
    state.withLock { state in
      var exchange = exchange
      exchange.id = state.abridged.append(exchange)
      state.accounts.insert(exchange.account)
      state.whole[exchange.id] = exchange
      state.bodyBytes += exchange.bodyBytes
      if let old = state.whole[exchange.id - limit], !old.isPending { state.abridge(old) }
      return exchange
    }
  }

  /// Replaces an exchange by its final state.
  func end(_ exchange: Exchange) {
    state.withLock { state in
      guard let pending = state.whole[exchange.id] else { return }
      state.abridged.update(exchange)
      state.whole[exchange.id] = exchange
      state.bodyBytes += exchange.bodyBytes - pending.bodyBytes
      state.lastEnded = exchange.id
      if exchange.id <= state.abridged.count - limit { state.abridge(exchange) }
      state.dropOldBodies(bodyBudget)
    }
  }
}

extension Exchange {
  fileprivate var isPending: Bool { if case .pending = outcome { true } else { false } }

  fileprivate var bodyBytes: Int {
    (meant.body?.count ?? 0) + (sent?.body?.count ?? 0) + (received?.body?.count ?? 0)
  }

  fileprivate mutating func dropBodies() {
    meant.body = nil
    sent?.body = nil
    beginning?.body = nil
    guard case .answered(var answer) = outcome else { return }
    answer.body = nil
    outcome = .answered(answer)
  }
}
