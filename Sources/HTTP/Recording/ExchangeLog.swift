import Synchronization

/// The exchanges of this process, numbered from 1.
///
/// Bodies are kept as long as all of them fit in `bodyBudget` bytes; then the oldest bodies go, the rest of their
/// exchanges stays.
public final class ExchangeLog: Sendable {
  private struct State {
    var exchanges: [Exchange] = []
    var lastEnded: Int?
    var bodyBytes = 0
    var oldestWithBody = 0
  }

  private let bodyBudget: Int
  private let state = Mutex(State())

  /// Makes an empty log.
  public init(bodyBudget: Int = 64 << 20) {
    self.bodyBudget = bodyBudget
  }

  /// How many were begun.
  public var count: Int { state.withLock { $0.exchanges.count } }

  /// The one that ended latest; a login on the way of a call ends before it.
  public var last: Exchange? { state.withLock { state in state.lastEnded.map { state.exchanges[$0 - 1] } } }

  /// All of them, the oldest first.
  public var all: [Exchange] { state.withLock { $0.exchanges } }

  /// The exchange of that number.
  public subscript(id: Int) -> Exchange? {
    state.withLock { $0.exchanges.indices.contains(id - 1) ? $0.exchanges[id - 1] : nil }
  }

  /// Adds an exchange and gives it its number.
  func begin(_ exchange: Exchange) -> Exchange {
    state.withLock { state in
      var exchange = exchange
      exchange.id = state.exchanges.count + 1
      state.exchanges.append(exchange)
      return exchange
    }
  }

  /// Replaces an exchange by what became of it.
  func end(_ exchange: Exchange) {
    state.withLock { state in
      guard state.exchanges.indices.contains(exchange.id - 1) else { return }
      state.bodyBytes += exchange.bodyBytes - state.exchanges[exchange.id - 1].bodyBytes
      state.exchanges[exchange.id - 1] = exchange
      state.lastEnded = exchange.id
      dropOldBodies(&state)
    }
  }

  /// Replaces secrets that became known after an exchange was recorded.
  func hide(_ patterns: PatternSet) {
    state.withLock { state in
      for index in state.exchanges.indices {
        let before = state.exchanges[index].bodyBytes
        state.exchanges[index] = state.exchanges[index].redacted(patterns)
        state.bodyBytes += state.exchanges[index].bodyBytes - before
      }
    }
  }

  private func dropOldBodies(_ state: inout State) {
    while state.bodyBytes > bodyBudget && state.oldestWithBody < state.exchanges.count {
      state.bodyBytes -= state.exchanges[state.oldestWithBody].bodyBytes
      state.exchanges[state.oldestWithBody].dropBodies()
      state.oldestWithBody += 1
    }
  }
}

extension Exchange {
  fileprivate var bodyBytes: Int {
    (meant.body?.count ?? 0) + (sent?.body?.count ?? 0) + (response?.body?.count ?? 0)
  }

  fileprivate mutating func dropBodies() {
    meant.body = nil
    sent?.body = nil
    guard case .answered(var answer) = outcome else { return }
    answer.body = nil
    outcome = .answered(answer)
  }
}
