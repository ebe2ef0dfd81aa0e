import JSON

/// The latest known state of single items, by the path at which each is read and changed.
///
/// Only items that a method can restore are kept; the oldest are dropped first.
struct KnownItems {
  /// The items in a response.
  struct Change {
    fileprivate var items: [(place: String, value: Value?)]
  }

  private static let limit = 4_000

  private var values: [String: Value] = [:]
  /// Paths in order of arrival; a path may occur twice.
  private var order: [String] = []

  /// The known state of the item that a call refers to.
  subscript(call: PreparedCall) -> Value? { values[Self.place(call, call.meant.path)] }

  mutating func apply(_ change: Change) {
    for (place, value) in change.items {
      values[place] = value
      if value != nil { order.append(place) }
    }
    guard order.count > 2 * Self.limit else { return }
    order.removeFirst(order.count - Self.limit)
    let kept = Set(order)
    values = values.filter { kept.contains($0.key) }
  }

  fileprivate static func place(_ call: PreparedCall, _ path: [String]) -> String {
    "\(call.account) \(path.joined(separator: "/"))"
  }
}

extension KnownItems.Change {
  /// Nil if the response contains no item that a method could restore.
  init?(_ call: PreparedCall, _ endpoint: Endpoint, _ payload: Value, before: Value?) {
    guard let resource = call.manifest.resource(endpoint.resource), let id = resource.id,
      let item = resource.endpoints.lazy.compactMap(\.restoredPath).first
    else { return nil }
    let path = call.meant.path
    if endpoint.path == item {
      guard endpoint.verb != "DELETE" else {
        items = [(KnownItems.place(call, path), nil)]
        return
      }
      let isItem = payload.object != nil && (try? id(payload))?.plainText == path.last
      guard !isItem else {
        items = [(KnownItems.place(call, path), payload)]
        return
      }
      guard var object = before?.object else { return nil }
      for bound in call.values where bound.parameter.place == .body { object[bound.parameter.name] = bound.value }
      items = [(KnownItems.place(call, path), Value(object))]
    } else if endpoint.path == item.dropLast() {
      items = (payload.array ?? [payload]).compactMap { value in
        guard value.object != nil, let id = try? id(value), !id.isNull else { return nil }
        return (KnownItems.place(call, path + [id.plainText]), value)
      }
    } else {
      return nil
    }
  }
}

extension Endpoint {
  /// The path of the items that the method changes, if the change can be restored.
  fileprivate var restoredPath: [PathSegment]? {
    guard case .former? = inverse?.arguments, path.last?.parameters.isEmpty == false else { return nil }
    return path
  }
}
