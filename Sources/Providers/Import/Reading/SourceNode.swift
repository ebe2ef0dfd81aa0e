import Diagnostics
import JSON

/// A JSON or YAML value with its source location.
struct SourceNode {
  enum Content {
    /// Any value but a container, with its text as written, such as `1.10` for the number 1.1.
    case scalar(Value, text: String)
    case array([SourceNode])
    case object(Members)
  }

  var content: Content
  var range: SourceRange
  /// The number of values it contains, including itself.
  var size: Int

  /// A member of an object.
  struct Member {
    var name: String
    var nameRange: SourceRange
    var value: SourceNode
  }

  /// The members of an object in source order, with lookup by name. Tracks which members were read.
  struct Members {
    let all: [Member]
    private let index: [String: Int]
    private let marks: Marks

    /// The members that were read.
    private final class Marks {
      var isOpen = false
      var isWhole = false
      var read: Set<Int> = []
      var isListed = false
    }

    init(_ members: [Member]) {
      all = members
      marks = Marks()
      // For a few members a linear search is as fast.
      index =
        members.count <= 8
        ? [:] : Dictionary(members.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { $1 })
    }

    /// Looks up a member and marks it as read.
    subscript(name: String) -> Member? {
      marks.isOpen = true
      guard let place = place(of: name) else { return nil }
      marks.read.insert(place)
      return all[place]
    }

    /// Looks up a member without marking it as read.
    func peek(_ name: String) -> Member? { place(of: name).map { all[$0] } }

    private func place(of name: String) -> Int? {
      index.isEmpty ? all.lastIndex { $0.name == name } : index[name]
    }

    /// All members, which are marked as read.
    var read: [Member] {
      marks.isOpen = true
      marks.isWhole = true
      return all
    }

    /// If only some members were read, returns the unread and the read ones; only on the first call.
    func takeHalves() -> (unread: [Member], read: [Member]) {
      guard marks.isOpen, !marks.isListed else { return ([], []) }
      marks.isListed = true
      if marks.isWhole { return ([], all) }
      let unread = all.indices.filter { !marks.read.contains($0) }
      return (unread.map { all[$0] }, marks.read.sorted().map { all[$0] })
    }
  }
}

extension SourceNode {
  init(_ value: Value, text: String, _ range: SourceRange) {
    self.init(content: .scalar(value, text: text), range: range, size: 1)
  }

  init(array: [SourceNode], _ range: SourceRange) {
    self.init(content: .array(array), range: range, size: array.reduce(1) { $0 + $1.size })
  }

  init(object: [Member], _ range: SourceRange) {
    self.init(content: .object(Members(object)), range: range, size: object.reduce(1) { $0 + $1.value.size })
  }

  /// A member of an object; nil if missing or null, or if this is not an object.
  subscript(name: String) -> SourceNode? {
    guard case .object(let members) = content, let value = members[name]?.value, !value.isNull else { return nil }
    return value
  }

  /// A member of an object, without marking it as read.
  func peek(_ name: String) -> SourceNode? {
    guard case .object(let members) = content, let value = members.peek(name)?.value, !value.isNull else { return nil }
    return value
  }

  /// A member of an object with its name, whatever its value.
  func member(_ name: String) -> Member? {
    if case .object(let members) = content { members[name] } else { nil }
  }

  var members: [Member] {
    if case .object(let members) = content { members.read } else { [] }
  }

  /// Marks all members as read.
  func ignore() { _ = members }

  /// Marks all members as read, at any depth.
  func ignoreAll() {
    switch content {
    case .scalar: break
    case .array(let elements): for element in elements { element.ignoreAll() }
    case .object(let members):
      _ = members.takeHalves()
      for member in members.all { member.value.ignoreAll() }
    }
  }

  /// The same value with all locations moved by N bytes.
  func moved(by offset: Int) -> SourceNode {
    func moved(_ range: SourceRange) -> SourceRange { SourceRange(range.lower + offset, range.upper + offset) }
    switch content {
    case .scalar(let value, let text): return SourceNode(value, text: text, moved(range))
    case .array(let elements): return SourceNode(array: elements.map { $0.moved(by: offset) }, moved(range))
    case .object(let members):
      let all = members.all.map { member in
        Member(name: member.name, nameRange: moved(member.nameRange), value: member.value.moved(by: offset))
      }
      return SourceNode(object: all, moved(range))
    }
  }

  var elements: [SourceNode] {
    if case .array(let elements) = content { elements } else { [] }
  }

  var isObject: Bool {
    if case .object = content { true } else { false }
  }

  var isNull: Bool { value?.isNull ?? false }

  /// The value, unless it is a container.
  var value: Value? {
    if case .scalar(let value, _) = content { value } else { nil }
  }

  /// The text of a string or number. Numbers count because quotes are often forgotten: `version: 1.0`.
  var text: String? {
    guard case .scalar(let value, let text) = content else { return nil }
    return value.isNull ? nil : text
  }

  var bool: Bool? { value?.bool }

  var int: Int? { value?.int }

  /// The complete value.
  var whole: Value {
    switch content {
    case .scalar(let value, _): value
    case .array(let elements): .array(elements.map(\.whole))
    case .object(let members): .object(Object(members.all.map { (Text($0.name), $0.value.whole) }))
    }
  }

  /// The type of the value, with an article.
  var article: String {
    switch content {
    case .scalar(_, let text) where text.utf8.count > 60: "a text"
    case .scalar(let value, _): value.article
    case .array: "an array"
    case .object: "an object"
    }
  }
}
