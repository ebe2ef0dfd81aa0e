public import Query
import Synchronization

/// The ids seen in responses, by account and kind, with the labels of the objects. Safe to use from several threads.
public final class KnownIDs: Sendable {
  /// The id of an object.
  public struct Item: Sendable, Hashable {
    /// The kind of object, such as `member`.
    public var kind: String
    /// The id as JSON, as written in a call.
    public var id: String
    /// The readable name of the object; empty if unknown.
    public var label: String

    /// Creates an item.
    public init(kind: String, id: String, label: String) {
      self.kind = kind
      self.id = id
      self.label = label
    }
  }

  /// When ids are extracted from responses.
  public enum Reading: Sendable {
    /// As responses arrive, for the prompt, where any id may be needed later.
    case always
    /// From the latest responses, when ids are requested.
    case onDemand
    /// Never, for scripts without completion and questions.
    case never
  }

  /// The maximum number of ids per account; the oldest are dropped first.
  public static let limit = 50_000
  /// The maximum number of unprocessed responses.
  private static let pendingLimit = 50

  private struct State {
    var shelves: [Account: IDShelf] = [:]
    /// Oldest first.
    var pending: [(account: Account, items: @Sendable () -> [Item])] = []
  }

  private let reading: Reading
  private let state = Mutex(State())

  init(_ reading: Reading) { self.reading = reading }

  /// Adds the items of a response.
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

  /// The items of a kind that match a condition, latest first.
  public func items(
    _ account: Account, ofKind kind: String, atMost count: Int = .max, where isWanted: (Item) -> Bool = { _ in true }
  ) -> [Item] {
    readPending()
    return state.withLock { $0.shelves[account]?.items(ofKind: kind, atMost: count, where: isWanted) ?? [] }
  }

  /// The label of an object in a response of this session; nil if there is none.
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

// MARK: Persistence

extension KnownIDs {
  /// Adds items from earlier sessions, oldest first. Items from this session take precedence.
  public func restore(_ items: [Item], of account: Account) {
    state.withLock { $0.shelves[account, default: IDShelf()].add(items, from: .earlierSession) }
  }

  /// Returns the items that are new since the last call, by account.
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

  /// Removes all items.
  public func forget() { state.withLock { $0 = State() } }
}
