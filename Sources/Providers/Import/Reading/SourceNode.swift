import Diagnostics
import JSON

/// A value of a text in JSON or YAML, and where it stands.
struct SourceNode: Sendable {
  enum Content: Sendable {
    /// Anything but a container; with the text as it was written, such as `1.10` for the number 1.1.
    case scalar(Value, text: String)
    case array([SourceNode])
    case object(Members)
  }

  var content: Content
  var range: SourceRange
  /// How many values it holds, itself among them.
  var size: Int

  /// One member of an object.
  struct Member: Sendable {
    var name: String
    var nameRange: SourceRange
    var value: SourceNode
  }

  /// The members of an object in the order of the text, found by name.
  struct Members: Sendable {
    let all: [Member]
    private let index: [String: Int]

    init(_ members: [Member]) {
      all = members
      // A few are found as fast one by one.
      index =
        members.count <= 8
        ? [:] : Dictionary(members.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { $1 })
    }

    subscript(name: String) -> Member? {
      index.isEmpty ? all.last { $0.name == name } : index[name].map { all[$0] }
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

  /// The member of an object; nil without it, for null, and for everything else.
  subscript(name: String) -> SourceNode? {
    guard case .object(let members) = content, let value = members[name]?.value, !value.isNull else { return nil }
    return value
  }

  var members: [Member] {
    if case .object(let members) = content { members.all } else { [] }
  }

  var elements: [SourceNode] {
    if case .array(let elements) = content { elements } else { [] }
  }

  var isObject: Bool {
    if case .object = content { true } else { false }
  }

  var isNull: Bool { value?.isNull ?? false }

  /// The value of anything but a container.
  var value: Value? {
    if case .scalar(let value, _) = content { value } else { nil }
  }

  /// The text of a string, or of a number, which is a text where people forgot the quotes: `version: 1.0`.
  var text: String? {
    guard case .scalar(let value, let text) = content else { return nil }
    return value.isNull ? nil : text
  }

  var bool: Bool? { value?.bool }

  var int: Int? { value?.int }

  /// All of it as a value.
  var whole: Value {
    switch content {
    case .scalar(let value, _): value
    case .array(let elements): .array(elements.map(\.whole))
    case .object(let members): .object(Object(members.all.map { (Text($0.name), $0.value.whole) }))
    }
  }

  /// What it is, with an article.
  var article: String {
    switch content {
    case .scalar(_, let text) where text.utf8.count > 60: "a text"
    case .scalar(let value, _): value.article
    case .array: "an array"
    case .object: "an object"
    }
  }
}
