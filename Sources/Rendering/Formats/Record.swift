import JSON

/// An object as lines of `key  value` for display; members of nested objects have lines of their own, `client.name`.
struct Record {
  /// How much of an object is shown.
  enum Extent {
    /// One line per member; lists as counts, long texts truncated.
    case brief
    /// Everything; lists as trees.
    case whole
  }

  private struct Line {
    let path: ColumnPath
    let value: Value
    var key: Text { path.parts.last ?? "" }
  }

  private let lines: [Line]
  private let options: RenderingOptions
  private let extent: Extent
  private let shown: ShownValue
  /// The depth below which nested objects are shown on a single line.
  private static let depth = 4
  private static let gap = "  "

  init(_ value: Value, _ options: RenderingOptions, _ extent: Extent) {
    self.options = options
    self.extent = extent
    shown = ShownValue(options)
    var lines = [Line]()
    Self.collect(value, ColumnPath([] as [Text]), to: &lines)
    self.lines = lines
  }

  private static func collect(_ value: Value, _ path: ColumnPath, to lines: inout [Line]) {
    guard let object = value.object, !object.isEmpty, path.parts.count < depth else {
      lines.append(Line(path: path.parts.isEmpty ? ColumnPath([Records.valueColumn]) : path, value: value))
      return
    }
    for (key, value) in object { collect(value, ColumnPath(path.parts + [key]), to: &lines) }
  }

  func write(to output: inout [UInt8]) {
    let names = lines.map { Cell(visible($0.path.text)) }
    let width = names.map(\.width).max() ?? 0
    var isPartial = false
    for (line, name) in zip(lines, names) {
      let text = text(of: line, width, &isPartial)
      let key = Style.bold(name.text, colour: options.colour)
      let isAlone = text.isEmpty || text.first == "\n"
      output.append(contentsOf: Alignment.left.pad(key, width: name.width, columns: width, isLast: isAlone).utf8)
      output.append(contentsOf: ((isAlone ? "" : Self.gap) + text + "\n").utf8)
    }
    guard isPartial, let advice = options.hints.advice else { return }
    output.append(contentsOf: (Style.dim(advice, colour: options.colour) + "\n").utf8)
  }

  /// The value of a line, with its continuation lines indented.
  private func text(of line: Line, _ width: Int, _ isPartial: inout Bool) -> String {
    let value = line.value
    if let elements = value.array, !elements.allSatisfy(\.isScalar) {
      guard extent == .whole else {
        isPartial = true
        return ShownValue.count(elements.count, of: line.key)
      }
      return "\n" + indented(tree(of: line), by: 2)
    }
    if let text = value.text, shown.time(text) == nil {
      return self.text((options.mask?(text, line.key) ?? text).string, width, &isPartial)
    }
    if value.array != nil || value.object != nil { return json(of: line, width, &isPartial) }
    let cell = shown.cell(value, key: line.key, isUnixTime: options.hints.unixTimes.contains(line.path))
    return cell.styled(cell.text, colour: options.colour)
  }

  private func text(_ text: String, _ width: Int, _ isPartial: inout Bool) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > 1 else { return visible(text) }
    guard extent == .whole else {
      isPartial = true
      let count = lines.last == "" ? lines.count - 1 : lines.count
      guard count > 1 else { return visible(String(lines[0])) }
      let rest = "… \(count) lines"
      let room = max(8, options.room(orElse: 80) - width - Self.gap.utf8.count - rest.utf8.count)
      return "\(visible(String(lines[0])).shortened(toColumns: room)) \(rest)"
    }
    let shown = visible(text.hasSuffix("\n") ? String(text.dropLast()) : text, lineBreaks: .kept)
    return String(indented(shown, by: width + Self.gap.utf8.count).drop { $0 == " " })
  }

  /// The JSON of a list of scalars, or of an object that is nested too deeply.
  private func json(of line: Line, _ width: Int, _ isPartial: inout Bool) -> String {
    let whole = Cell(line.value, key: line.key, mask: options.mask).text
    guard extent == .brief else { return whole }
    // At most a few terminal lines.
    let cut = whole.shortened(toColumns: max(20, 3 * (options.room(orElse: 80) - width - Self.gap.utf8.count)))
    if cut != whole { isPartial = true }
    return cut
  }

  private func tree(of line: Line) -> String {
    var bytes = [UInt8]()
    let tree = TreeRenderer(options, key: line.key)
    tree.add(line.value, to: &bytes)
    return String(decoding: bytes.dropLast(), as: UTF8.self)
  }

  private func indented(_ text: String, by spaces: Int) -> String {
    let indentation = String(repeating: " ", count: spaces)
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : indentation + $0 }
      .joined(separator: "\n")
  }
}
