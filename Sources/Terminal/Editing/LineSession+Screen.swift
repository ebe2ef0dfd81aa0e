import CLibedit

// The display of the line.
extension LineSession {
  /// Longer texts are not highlighted, so that each key press remains fast.
  private static let longestHighlighted = 10_000

  func draw() {
    let buffer = engine.buffer
    if !isNested { line.undo.note(buffer) }
    var layout = layout(of: buffer, ghost: StyledText(hint(for: buffer), .dim))
    layout.strip = strip(for: buffer)
    screen.show(layout, bell: libedit_take_bell())
  }

  func layout(of buffer: EditBuffer, ghost: StyledText) -> Layout {
    var layout = Layout()
    layout.prompt = line.searchPrompt ?? modeMark + line.prompt.text
    layout.continuation = line.prompt.continuation
    layout.right = line.prompt.right
    layout.text = buffer.text
    layout.cursor = buffer.cursor
    layout.ghost = ghost
    layout.below = line.note.map { [StyledText($0, .dim)] } ?? []
    if let menu = line.menu {
      layout.below += menu.rows(width: screen.size.columns, limit: menuHeight)
    }
    layout.styles = styles(of: buffer)
    return configuration.colour == .on ? layout : layout.withoutColours
  }

  /// The maximum number of rows of the menu.
  var menuHeight: Int { max(1, screen.size.rows / 2) }

  /// The suggested rest of the text; empty unless the cursor is at the end and no menu or search is open.
  func hint(for buffer: EditBuffer) -> String {
    guard configuration.colour == .on, buffer.isAtEnd, !buffer.text.isEmpty, line.menu == nil,
      line.searchPrompt == nil, buffer.text.count < Self.longestHighlighted
    else { return "" }
    let text = buffer.string
    if line.hint.text != text { line.hint = LineState.Hint(text: text, rest: freshHint(for: text)) }
    return line.hint.rest
  }

  private func freshHint(for text: String) -> String {
    if let hinter = configuration.hinter { return hinter(text) ?? "" }
    guard let entry = configuration.history.newest(beginningWith: text) else { return "" }
    return String(decoding: entry.utf8.dropFirst(text.utf8.count), as: UTF8.self)
  }

  /// The line below the text; nil while a menu or search uses those rows.
  private func strip(for buffer: EditBuffer) -> StyledText? {
    guard line.menu == nil, line.note == nil, line.searchPrompt == nil, !buffer.text.isEmpty,
      buffer.text.count <= Self.longestHighlighted
    else { return nil }
    let cursor = Scalars.utf8Offset(in: buffer.text, index: buffer.cursor)
    let strip = configuration.strip(buffer.string, cursor, screen.size.columns)
    return configuration.colour == .on ? strip : strip?.withoutColours
  }

  private func styles(of buffer: EditBuffer) -> [Style] {
    guard !buffer.text.isEmpty, buffer.text.count <= Self.longestHighlighted else { return [] }
    if let known = line.highlighted, known.buffer == buffer, line.outcome == nil { return known.styles }
    let cursor = line.outcome == nil ? Scalars.utf8Offset(in: buffer.text, index: buffer.cursor) : nil
    let styles = Self.spread(configuration.highlighter(buffer.string, cursor), over: buffer.text)
    line.highlighted = (buffer, styles)
    return styles
  }

  /// One style per scalar; where ranges overlap, the later one applies.
  static func spread(_ ranges: [StyledRange], over text: [Unicode.Scalar]) -> [Style] {
    guard !ranges.isEmpty else { return [] }
    let byteStyles = ranges.reduce(into: [Style](repeating: .plain, count: Scalars.string(text).utf8.count)) {
      styles, range in
      for index in range.range.clamped(to: 0..<styles.count) { styles[index] = range.style }
    }
    var offset = 0
    return text.map { scalar in
      defer { offset += UTF8.width(scalar) }
      return byteStyles[offset]
    }
  }
}

extension Layout {
  /// The layout for a terminal without colours, in which marks and the chosen candidate remain visible.
  fileprivate var withoutColours: Layout {
    var plain = self
    plain.prompt = prompt.withoutColours
    plain.continuation = continuation.withoutColours
    plain.right = right?.withoutColours
    plain.styles = styles.map(\.withoutColours)
    plain.ghost = ghost.withoutColours
    plain.below = below.map(\.withoutColours)
    return plain
  }
}
