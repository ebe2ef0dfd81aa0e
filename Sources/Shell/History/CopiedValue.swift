import JSON

/// A value written in a call that may have been copied from an earlier response: an e-mail address from anywhere, or an
/// id from a member with the same name.
struct CopiedValue {
  private let text: String
  private let key: String
  private let isAddress: Bool
  /// The maximum depth of the search.
  private static let depth = 6

  /// Nil for other values.
  ///
  /// - Parameter key: the name of the parameter that has the value.
  init?(_ value: Value, under key: String) {
    guard let text = Self.text(of: value), !text.isEmpty else { return nil }
    isAddress = value.string.map(Self.isAddress) ?? false
    guard isAddress || key.isOfID else { return nil }
    (self.text, self.key) = (text, key)
  }

  /// A number and its digits as a string are the same id.
  private static func text(of value: Value) -> String? {
    value.string ?? (value.kind == .number ? value.json() : nil)
  }

  private static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !text.contains(where: \.isWhitespace)
  }

  /// The path to the value within another one, such as `[0].email`; nil if it is not there.
  ///
  /// - Parameter kind: the kind of the objects in the other value, such as `member`.
  func path(in value: Value, of kind: String?) -> String? { path(in: value, under: "", kind, Self.depth) }

  private func path(in value: Value, under name: String, _ kind: String?, _ depth: Int) -> String? {
    guard depth > 0 else { return nil }
    if let elements = value.array {
      for (index, element) in elements.enumerated() {
        if let rest = path(in: element, under: name, kind, depth - 1) { return "[\(index)]" + rest }
      }
      return nil
    }
    if let object = value.object {
      for (member, value) in object {
        let name = member.string
        if let rest = path(in: value, under: name, kind, depth - 1) {
          return (name.isPlainName ? ".\(name)" : ".[\(Value(member).json())]") + rest
        }
      }
      return nil
    }
    return Self.text(of: value) == text && (isAddress || isCalled(name, kind)) ? "" : nil
  }

  /// Whether a member has the same name, or is the `id` of an object whose kind is in the name, such as `member_id`.
  private func isCalled(_ name: String, _ kind: String?) -> Bool {
    let (written, shown) = (key.snakeCased, name.snakeCased)
    return written == shown || shown == "id" && kind.map { written == $0.snakeCased + "_id" } ?? false
  }
}

extension String {
  /// Whether it is the name of an id: `id`, `course_id`, `courseId`.
  var isOfID: Bool { snakeCased == "id" || snakeCased == "uuid" || snakeCased.hasSuffix("_id") }

  fileprivate var isPlainName: Bool {
    first.map { $0.isASCII && ($0.isLetter || $0 == "_") } ?? false
      && allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }
}
