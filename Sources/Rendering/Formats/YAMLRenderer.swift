import JSON

/// `yaml`: YAML 1.2 in block style, indented by two spaces; YAML 1.1 readers see the same values.
///
/// Values nested more than 200 levels deep are written in flow style, which is JSON.
struct YAMLRenderer: ValueRenderer {
  private static let maximumDepth = 200
  private let mask: Mask?
  private var isFirst = true

  init(_ options: RenderingOptions) {
    mask = options.mask
  }

  mutating func add(_ value: Value, to output: inout [UInt8]) {
    if !isFirst { output.append(contentsOf: "---\n".utf8) }
    isFirst = false
    appendNode(value, key: nil, depth: 0, to: &output)
  }

  /// Appends a node at the current position; the first line of a block collection continues the current line.
  private func appendNode(_ value: Value, key: Text?, depth: Int, to output: inout [UInt8]) {
    if let elements = value.array, !elements.isEmpty, depth < Self.maximumDepth {
      appendSequence(elements, key: key, depth: depth, to: &output)
    } else if let object = value.object, !object.isEmpty, depth < Self.maximumDepth {
      appendMapping(object, depth: depth, to: &output)
    } else {
      appendLeaf(value, key: key, depth: depth, to: &output)
    }
  }

  private func appendSequence(_ elements: [Value], key: Text?, depth: Int, to output: inout [UInt8]) {
    for (index, element) in elements.enumerated() {
      if index > 0 { indent(depth, to: &output) }
      output.append(contentsOf: "- ".utf8)
      appendNode(element, key: key, depth: depth + 1, to: &output)
    }
  }

  private func appendMapping(_ object: Object, depth: Int, to output: inout [UInt8]) {
    for (index, member) in object.enumerated() {
      if index > 0 { indent(depth, to: &output) }
      appendKey(member.key, depth: depth, to: &output)
      if !member.value.isBlock || depth + 1 >= Self.maximumDepth {
        output.append(0x20)
      } else {
        output.append(0x0A)
        indent(depth + 1, to: &output)
      }
      appendNode(member.value, key: member.key, depth: depth + 1, to: &output)
    }
  }

  /// A key longer than 1,024 characters must be marked explicitly.
  private func appendKey(_ key: Text, depth: Int, to output: inout [UInt8]) {
    let scalar = YAMLScalar(key.string)
    if key.utf8Count > 500 {
      output.append(contentsOf: "? \(scalar.flow)\n".utf8)
      indent(depth, to: &output)
    } else {
      output.append(contentsOf: scalar.flow.utf8)
    }
    output.append(0x3A)
  }

  private func appendLeaf(_ value: Value, key: Text?, depth: Int, to output: inout [UInt8]) {
    if let text = value.text {
      output.append(contentsOf: YAMLScalar((mask?(text, key) ?? text).string).block(depth: max(1, depth)).utf8)
    } else if value.kind == .number {
      output.append(contentsOf: YAMLNumber(value).text.utf8)
    } else {
      JSONWriter(isTerminal: true, mask: mask).write(value, key: key, to: &output)
    }
    if output.last != 0x0A { output.append(0x0A) }
  }

  private func indent(_ depth: Int, to output: inout [UInt8]) {
    for _ in 0..<depth { output.append(contentsOf: "  ".utf8) }
  }
}

extension Value {
  /// Whether the value is written as a block on its own lines.
  fileprivate var isBlock: Bool { !isScalar && (array?.isEmpty ?? object?.isEmpty) == false }
}
