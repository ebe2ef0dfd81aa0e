extension Value {
  /// The value with each of its texts changed, at any depth, the keys of objects included; a key that would not be a text
  /// stays. nil leaves a text as it is.
  public func mapTexts<E>(_ change: (Text) throws(E) -> Value?) throws(E) -> Value {
    if let text { return try change(text) ?? self }
    if let elements = array {
      var changed: [Value] = []
      changed.reserveCapacity(elements.count)
      for element in elements { changed.append(try element.mapTexts(change)) }
      return .array(changed)
    }
    guard let members = object else { return self }
    var changed = Object(minimumCapacity: members.count)
    for (key, value) in members { changed[try change(key)?.text ?? key] = try value.mapTexts(change) }
    return .object(changed)
  }
}
