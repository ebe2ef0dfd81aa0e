/// The ids of one account.
struct IDShelf {
  enum Origin {
    case response
    case earlierSession
  }

  private struct Key: Hashable {
    var kind: String
    /// The id without quotes, since `7` and `"7"` are the same object.
    var id: String
  }

  private struct Entry {
    var item: KnownIDs.Item
    /// The position in order of arrival.
    var number: Int
    var origin: Origin
  }

  private var entries: [Key: Entry] = [:]
  /// Ids in order of arrival. Only the latest position of an id counts.
  private var order: [(key: Key, number: Int)] = []
  private var next = 0
  private var news: [KnownIDs.Item] = []

  mutating func add(_ items: [KnownIDs.Item], from origin: Origin) {
    switch origin {
    // The first items of a page should be listed first.
    case .response: for item in items.prefix(KnownIDs.limit).reversed() { add(item, origin) }
    case .earlierSession: for item in items.suffix(KnownIDs.limit) { add(item, origin) }
    }
    shrink()
  }

  private mutating func add(_ item: KnownIDs.Item, _ origin: Origin) {
    let key = Key(kind: item.kind, id: Self.plain(item.id))
    let known = entries[key]
    if case .earlierSession = origin, known?.origin == .response { return }
    var item = item
    // A response with fewer fields does not remove the label.
    if item.label.isEmpty { item.label = known?.item.label ?? "" }
    if origin == .response, known?.item != item || known?.origin == .earlierSession { news.append(item) }
    entries[key] = Entry(item: item, number: next, origin: origin)
    order.append((key, next))
    next += 1
  }

  private mutating func shrink() {
    guard order.count > 2 * KnownIDs.limit || entries.count > KnownIDs.limit else { return }
    order = order.filter { entries[$0.key]?.number == $0.number }
    for (key, _) in order.dropLast(KnownIDs.limit) { entries[key] = nil }
    order = Array(order.suffix(KnownIDs.limit))
    news = news.suffix(KnownIDs.limit)
  }

  func items(ofKind kind: String, atMost count: Int, where isWanted: (KnownIDs.Item) -> Bool) -> [KnownIDs.Item] {
    var found: [KnownIDs.Item] = []
    for (key, number) in order.reversed() where key.kind == kind {
      guard found.count < count else { break }
      guard let entry = entries[key], entry.number == number, isWanted(entry.item) else { continue }
      found.append(entry.item)
    }
    return found
  }

  func label(_ kind: String, _ id: String) -> String? {
    guard let entry = entries[Key(kind: kind, id: id)], entry.origin == .response, !entry.item.label.isEmpty else {
      return nil
    }
    return entry.item.label
  }

  mutating func takeNews() -> [KnownIDs.Item] {
    defer { news = [] }
    return news
  }

  private static func plain(_ id: String) -> String {
    id.hasPrefix("\"") && id.hasSuffix("\"") && id.count > 1 ? String(id.dropFirst().dropLast()) : id
  }
}
