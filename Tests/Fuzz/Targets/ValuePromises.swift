import JSON

/// Promises for every value that was read: it prints, it reads back equal, and its lazy and expanded forms agree.
struct ValuePromises {
  private let value: Value
  private static let formats = [
    Format.compact, .pretty, Format(sortKeys: true), Format(ascii: true),
    Format(indent: .tab, sortKeys: true, ascii: true),
  ]

  init(_ value: Value) { self.value = value }

  func check() throws(Finding) {
    let text = value.json()
    let again = try read(text)
    if !value.hasUnprintable {
      try require(again.json() == text, "printed \(text), then \(again.json())")
      try require(again == value && again.hash == value.hash, "\(text) is not what was read")
    }
    for format in Self.formats {
      let printed = again.json(format)
      let other = try read(printed)
      try require(other == again, "printed as \(format): \(other)")
      try require(other.json(format) == printed, "no fixed point as \(format): \(other.json(format))")
    }
    if let open = value.opened(deepest: 200) { try checkOpen(open) }
  }

  private func checkOpen(_ open: Value) throws(Finding) {
    for format in Self.formats {
      try require(open.json(format) == value.json(format), "open \(open.json(format)), lazy \(value.json(format))")
    }
    guard !value.hasUnprintable else { return }
    try require(open == value && open.compare(to: value) == 0 && open.hash == value.hash, "\(value): open differs")
  }

  private func read(_ text: String) throws(Finding) -> Value {
    do throws(ParseError) {
      return try Value.parse(text)
    } catch {
      throw Finding("printed \(text), but: \(error)")
    }
  }
}

extension Value {
  /// Whether it contains a number without a text: NaN or an infinity.
  var hasUnprintable: Bool {
    var waiting = [self]
    while let next = waiting.popLast() {
      if case .number(let number) = next, !number.isFinite { return true }
      if let elements = next.elements { waiting.append(contentsOf: elements) }
      if let members = next.members { waiting.append(contentsOf: members.map(\.value)) }
    }
    return false
  }

  /// The value with everything lazy expanded; nil if it is deeper.
  func opened(deepest: Int) -> Value? {
    switch resolved {
    case .array(let elements):
      guard deepest > 0 else { return nil }
      let inner = elements.compactMap { $0.opened(deepest: deepest - 1) }
      return inner.count == elements.count ? .array(inner) : nil
    case .object(let object):
      guard deepest > 0 else { return nil }
      let inner = object.compactMap { key, value in value.opened(deepest: deepest - 1).map { (key, $0) } }
      return inner.count == object.count ? .object(Object(inner)) : nil
    case let scalar: return scalar
    }
  }
}

/// The events of a value, as `tostream` outputs them.
func leaves(_ value: Value, at path: [Value] = [], isOutermost: Bool = true) -> [Value] {
  let children: [(Value, Value)] =
    switch value.resolved {
    case .array(let elements): elements.enumerated().map { (Value($0.offset), $0.element) }
    case .object(let object): object.map { (Value($0.key), $0.value) }
    default: []
    }
  guard let last = children.last else { return [[.array(path), value]] }
  return children.flatMap { leaves($0.1, at: path + [$0.0], isOutermost: false) } + [[.array(path + [last.0])]]
}
