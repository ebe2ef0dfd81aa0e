import Calendar
import HTTP
import JSON
import Query

/// Searches a list for the object that a create call may have created.
struct CreationSearch {
  /// Tolerance in seconds for differing clocks and rounded times.
  private static let tolerance = 2.0

  let creation: Probe.Creation
  let fields: SentFields
  let settler: Settler

  /// The matching items of the list.
  private struct Found {
    var candidates: [Value] = []
    var isWhole = false
  }

  func settle(_ list: PreparedCall) throws(Failure) -> Settlement {
    guard let endpoint = list.endpoint, endpoint.isList else { return .unclear("\(list.name) is not a list") }
    if creation.time != nil {
      guard let sent = settler.write.sentAt else { return .unclear("it is not known when it was sent") }
      guard sent <= settler.now() + Self.tolerance else {
        return .unclear("the clock of this machine was moved back since it was sent")
      }
    }
    let found = try search(Pages(list, endpoint, caller: settler.caller), list)
    guard found.isWhole else { return .unclear("\(list.name) has too many pages") }
    guard let candidate = found.candidates.first else { return .notDone }
    guard found.candidates.count <= 1 + settler.write.rivals else {
      let ids = found.candidates.prefix(5).compactMap { settler.id(of: $0, in: list) }
      return .unclear("\(found.candidates.count) new objects look like it: \(ids.joined(separator: ", "))")
    }
    guard fields.all.contains(where: { fields.isShown($0, by: candidate) != nil }) else {
      return .unclear("there is a new object, but nothing in the request identifies it")
    }
    return .done(candidate)
  }

  private func search(_ pages: Pages, _ list: PreparedCall) throws(Failure) -> Found {
    var found = Found()
    for _ in 0..<ProviderCaller.pageLimit {
      guard let page = try pages.next() else {
        found.isWhole = true
        return found
      }
      let earliest = earliest(pages.date)
      found.candidates += page.filter { isCandidate($0, earliest, list) }
      // In a sorted list, all items after an old one are older.
      guard !creation.isSorted || !page.contains(where: { isOld($0, earliest) }) else {
        found.isWhole = true
        return found
      }
    }
    return found
  }

  /// The earliest possible creation time, by the server's clock.
  private func earliest(_ date: Double?) -> Double {
    let difference = date.map { $0 - settler.now() } ?? 0
    return (settler.write.sentAt ?? 0) + difference - Self.tolerance
  }

  private func isCandidate(_ item: Value, _ earliest: Double, _ list: PreparedCall) -> Bool {
    guard item.object != nil, !isOld(item, earliest) else { return false }
    if let id = settler.id(of: item, in: list), settler.others.contains(id) { return false }
    return fields.all.allSatisfy { fields.isShown($0, by: item) ?? true }
  }

  private func isOld(_ item: Value, _ earliest: Double) -> Bool { time(of: item).map { $0 < earliest } ?? false }

  /// The creation time in Unix seconds; nil if the item does not show it.
  private func time(of item: Value) -> Double? {
    guard let value = try? creation.time?(item) else { return nil }
    return value.asNumber?.double ?? (try? Moment.seconds(value, in: .utc))
  }
}
