extension Value {
  /// Transforms every text in the value, at any depth, including the keys of objects. A key whose result is not a text
  /// is unchanged; nil leaves a text unchanged.
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
