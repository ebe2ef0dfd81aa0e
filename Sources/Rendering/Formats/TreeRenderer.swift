import JSON

/// `tree`: members and elements as branches, with scalars after their names, in the style of `tree(1)`.
struct TreeRenderer: ValueRenderer {
  private let options: RenderingOptions
  /// The key of the member whose value is rendered, for the mask.
  private let key: Text?
  /// The depth below which values are JSON on a single line.
  private static let depth = 60

  init(_ options: RenderingOptions, key: Text? = nil) {
    self.options = options
    self.key = key
  }

  func add(_ value: Value, to output: inout [UInt8]) {
    if hasBranches(value) {
      branches(of: value, key: key, behind: "", depth: 1, to: &output)
    } else {
      output.append(contentsOf: (leaf(value, key: key) + "\n").utf8)
    }
  }

  private func hasBranches(_ value: Value) -> Bool { !value.isScalar && value.count ?? 0 > 0 }

  private func branches(of value: Value, key: Text?, behind prefix: String, depth: Int, to output: inout [UInt8]) {
    if let object = value.object {
      for (index, member) in object.enumerated() {
        branch(
          member.value, name: Style.bold(visible(member.key.string), colour: options.colour), key: member.key,
          behind: prefix, isLast: index == object.count - 1, depth: depth, to: &output)
      }
    } else if let elements = value.array {
      for (index, element) in elements.enumerated() {
        let name = hasBranches(element) ? Style.dim("[\(index)]", colour: options.colour) : ""
        branch(
          element, name: name, key: key, behind: prefix, isLast: index == elements.count - 1, depth: depth, to: &output)
      }
    }
  }

  private func branch(
    _ value: Value, name: String, key: Text?, behind prefix: String, isLast: Bool, depth: Int, to output: inout [UInt8]
  ) {
    let hasBranches = hasBranches(value) && depth < Self.depth
    let text = hasBranches ? "" : leaf(value, key: key)
    let separator = name.isEmpty || text.isEmpty ? "" : "  "
    let line = Style.dim(prefix + (isLast ? "└─ " : "├─ "), colour: options.colour)
    output.append(contentsOf: (line + name + separator + text + "\n").utf8)
    guard hasBranches else { return }
    branches(of: value, key: key, behind: prefix + (isLast ? "   " : "│  "), depth: depth + 1, to: &output)
  }

  private func leaf(_ value: Value, key: Text?) -> String {
    guard let text = value.text else {
      var bytes = [UInt8]()
      options.jsonWriter(.compact).write(value, key: key, to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
    let shown = (options.mask?(text, key) ?? text).string
    return shown.isEmpty ? "\"\"" : visible(shown)
  }
}
