public import Query
import Synchronization

/// The ids that responses showed, by account and by the kind of thing that they name, with what people call the things.
/// Safe to use from many threads.
public final class KnownIDs: Sendable {
  /// The id of a thing.
  public struct Item: Sendable, Hashable {
    /// What the thing is, `member`.
    public var kind: String
    /// As it is written in a call, in JSON.
    public var id: String
    /// What people call the thing; empty where no response showed that.
    public var label: String

    public init(kind: String, id: String, label: String) {
      self.kind = kind
      self.id = id
      self.label = label
    }
  }

  /// When responses are looked through.
  public enum Reading: Sendable {
    /// As they come: where every id may be asked for later, as at the prompt.
    case always
    /// The latest ones, when something is asked.
    case onDemand
    /// Not at all: scripts neither complete nor ask.
    case never
  }

  /// The most ids that are kept of an account; the oldest go first.
  public static let limit = 50_000
  /// Responses that wait to be looked through.
  private static let pendingLimit = 50

  private struct State {
    var shelves: [Account: IDShelf] = [:]
    /// The oldest first.
    var pending: [(account: Account, items: @Sendable () -> [Item])] = []
  }

  private let reading: Reading
  private let state = Mutex(State())

  init(_ reading: Reading) { self.reading = reading }

  /// Takes the things in a response.
  func note(_ account: Account, _ items: @escaping @Sendable () -> [Item]) {
    switch reading {
    case .always:
      let found = items()
      state.withLock { $0.shelves[account, default: IDShelf()].add(found, from: .response) }
    case .onDemand:
      state.withLock { state in
        if state.pending.count >= Self.pendingLimit { state.pending.removeFirst() }
        state.pending.append((account, items))
      }
    case .never: break
    }
  }

  /// Those of a kind that are wanted, the latest first.
  public func items(
    _ account: Account, ofKind kind: String, atMost count: Int = .max, where isWanted: (Item) -> Bool = { _ in true }
  ) -> [Item] {
    readPending()
    return state.withLock { $0.shelves[account]?.items(ofKind: kind, atMost: count, where: isWanted) ?? [] }
  }

  /// What people call a thing, by a response of this session; nil where none showed it.
  func label(_ account: Account, kind: String, id: String) -> String? {
    readPending()
    return state.withLock { $0.shelves[account]?.label(kind, id) }
  }

  private func readPending() {
    let pending = state.withLock { state in
      defer { state.pending = [] }
      return state.pending
    }
    let found = pending.map { ($0.account, $0.items()) }
    state.withLock { state in
      for (account, items) in found { state.shelves[account, default: IDShelf()].add(items, from: .response) }
    }
  }
}

// MARK: Keeping them

extension KnownIDs {
  /// Adds what earlier sessions kept, the oldest first; what responses of this one showed stays as it is.
  public func restore(_ items: [Item], of account: Account) {
    state.withLock { $0.shelves[account, default: IDShelf()].add(items, from: .earlierSession) }
  }

  /// What responses showed that was not taken before, by account.
  public func takeNews() -> [Account: [Item]] {
    state.withLock { state in
      var news: [Account: [Item]] = [:]
      for account in state.shelves.keys {
        let taken = state.shelves[account]?.takeNews() ?? []
        if !taken.isEmpty { news[account] = taken }
      }
      return news
    }
  }

  /// Forgets all of them.
  public func forget() { state.withLock { $0 = State() } }
}
