import JSON

// A redacted secret in the recording matches any text in its place.

extension ComparedRequest {
  /// Whether it contains a redacted secret.
  var hasMask: Bool { parts.contains { $0.text.contains(Redactor.mark) } }

  /// Whether another request is equal, except in places where this one has redacted secrets.
  func covers(_ other: ComparedRequest) -> Bool {
    guard account == other.account, isIncidental == other.isIncidental, method == other.method,
      path.count == other.path.count, Self.covers(query, other.query)
    else { return false }
    return zip(path, other.path).allSatisfy { Self.covers($0, $1) } && Self.covers(body, other.body)
  }

  private static func covers(_ pairs: [Pair], _ others: [Pair]) -> Bool {
    pairs.count == others.count && zip(pairs, others).allSatisfy { $0.name == $1.name && covers($0.value, $1.value) }
  }

  private static func covers(_ body: Body, _ other: Body) -> Bool {
    switch (body, other) {
    case (.json(let value), .json(let other)): covers(value, other)
    case (.form(let pairs), .form(let others)): covers(pairs, others)
    case (.bytes(let bytes), .bytes(let others)):
      covers(String(decoding: bytes, as: UTF8.self), String(decoding: others, as: UTF8.self))
    case (.none, _), (.json, _), (.form, _), (.bytes, _), (.omitted, _): body == other
    }
  }

  private static func covers(_ value: Value, _ other: Value) -> Bool {
    if let text = value.string { return text == Redactor.mark || other.string.map { covers(text, $0) } ?? false }
    if let elements = value.array, let others = other.array {
      return elements.count == others.count && zip(elements, others).allSatisfy { covers($0, $1) }
    }
    guard let members = value.object, let others = other.object else { return value == other }
    return members.count == others.count
      && members.allSatisfy { key, value in others[key].map { covers(value, $0) } ?? false }
  }

  /// Whether the other text contains the pieces between the marks in the same order.
  private static func covers(_ text: String, _ other: String) -> Bool {
    var pieces = text.split(separator: Redactor.mark, omittingEmptySubsequences: false)
    guard pieces.count > 1, let last = pieces.popLast() else { return text == other }
    var rest = other[...]
    for (index, piece) in pieces.enumerated() {
      guard let range = piece.isEmpty ? rest.startIndex..<rest.startIndex : rest.firstRange(of: piece),
        index > 0 || range.lowerBound == rest.startIndex
      else { return false }
      rest = rest[range.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}
