// Completion: first inserts the common prefix of all candidates, then opens a menu.
extension LineSession {
  func complete() {
    let original = engine.buffer
    let cursor = Scalars.utf8Offset(in: original.text, index: original.cursor)
    let completions = configuration.completer(original.string, cursor)
    let range = Self.scalarRange(completions.replacing, in: original.text)
    if let note = completions.note {
      line.note = note
      defer { line.note = nil }
      return choose(from: Menu(completions.candidates), replacing: range, else: original)
    }
    guard let first = completions.candidates.first else { return beep() }
    if completions.candidates.count == 1 {
      return edit { $0.replace(range, with: Array((first.text + first.suffix).unicodeScalars)) }
    }
    let menu = Menu(completions.candidates)
    let typed = Scalars.string(original.text[range])
    let prefix = menu.commonPrefix
    let isLonger = prefix.utf8.count > typed.utf8.count && prefix.hasPrefix(typed)
    let known = isLonger ? Array(prefix.unicodeScalars) : Array(original.text[range])
    edit { $0.replace(range, with: known) }
    choose(from: menu, replacing: range.lowerBound..<(range.lowerBound + known.count), else: original)
  }

  /// Lets the user choose. Each step inserts its candidate into the text, and typing narrows the choice.
  private func choose(from menu: Menu, replacing range: Range<Int>, else original: EditBuffer) {
    var (start, range) = (engine.buffer, range)
    /// The states before each key typed in the menu, for going back.
    var wider: [(buffer: EditBuffer, menu: Menu, range: Range<Int>)] = []
    line.menu = menu
    defer { line.menu = nil }
    while let key = nestedKey() {
      if key == 0x09, line.note != nil, line.menu?.selection == nil { return lookUp() }
      if let direction = Self.direction(of: key), direction.leadsIntoMenu || line.menu?.selection != nil {
        line.menu?.move(direction, width: screen.size.columns, limit: menuHeight)
        put(line.menu?.selected?.text ?? "", in: start, range)
        continue
      }
      switch key {
      case Key.escape.rawValue, 0x07: engine.buffer = original
      case 0x0D, 0x0A:
        guard let selected = line.menu?.selected else { return engine.push(key) }
        put(selected.text + selected.suffix, in: start, range)
      case 0x08, 0x7F:
        guard let last = wider.popLast() else { return engine.push(key) }
        (start, range) = (last.buffer, last.range)
        engine.buffer = start
        line.menu = last.menu
        continue
      default:
        guard let shown = line.menu, let narrower = narrowed(by: key, shown, start) else { return engine.push(key) }
        wider.append((start, shown, range))
        (start, range) = (engine.buffer, narrower.range)
        line.note = nil
        line.menu = narrower.menu
        continue
      }
      return
    }
  }

  /// Inserts a letter after the typed text in place of the shown candidate, if some candidate continues both; otherwise
  /// nil. After a candidate that does not end in a word character, the letter begins a new word.
  private func narrowed(by key: UInt32, _ menu: Menu, _ start: EditBuffer) -> (menu: Menu, range: Range<Int>)? {
    guard let letter = Unicode.Scalar(key), EditBuffer.isWord(letter),
      menu.isOffer || menu.selected.map({ $0.text.unicodeScalars.last.map(EditBuffer.isWord) ?? true }) ?? true
    else { return nil }
    var longer = start
    longer.insert([letter])
    let cursor = Scalars.utf8Offset(in: longer.text, index: longer.cursor)
    let completions = configuration.completer(longer.string, cursor)
    let range = Self.scalarRange(completions.replacing, in: longer.text)
    guard !completions.candidates.isEmpty, range.lowerBound < longer.cursor else { return nil }
    edit { $0 = longer }
    return (Menu(completions.candidates, offersFirst: true), range)
  }

  /// Looks up data for the note until that is done or a key is pressed, then completes again.
  private func lookUp() {
    line.menu = nil
    let buffer = engine.buffer
    let cursor = Scalars.utf8Offset(in: buffer.text, index: buffer.cursor)
    guard let lookup = configuration.lookUp(buffer.string, cursor) else {
      line.note = nil
      return beep()
    }
    while !lookup.isDone {
      line.note = lookup.status
      draw()
      guard let key = typedKey(within: 100) else { continue }
      lookup.cancel()
      line.note = nil
      if key != 0x03 { engine.push(key) }
      return
    }
    line.note = nil
    if lookup.finish() { complete() }
  }

  private func put(_ text: String, in start: EditBuffer, _ range: Range<Int>) {
    var buffer = start
    buffer.replace(range, with: Array(text.unicodeScalars))
    engine.buffer = buffer
  }

  private static func direction(of key: UInt32) -> Menu.Direction? {
    switch key {
    case 0x09: .next
    case Key.shiftTab.rawValue: .previous
    case Key.down.rawValue: .down
    case Key.up.rawValue: .up
    case Key.left.rawValue: .left
    case Key.right.rawValue: .right
    case Key.pageUp.rawValue: .pageUp
    case Key.pageDown.rawValue: .pageDown
    default: nil
    }
  }

  private static func scalarRange(_ range: Range<Int>, in text: [Unicode.Scalar]) -> Range<Int> {
    let lower = Scalars.index(in: text, utf8Offset: range.lowerBound)
    return lower..<max(lower, Scalars.index(in: text, utf8Offset: range.upperBound))
  }
}

extension Menu.Direction {
  /// Whether the direction also enters the menu; other directions move the cursor until a candidate is chosen.
  fileprivate var leadsIntoMenu: Bool {
    switch self {
    case .next, .previous, .up, .down, .pageUp, .pageDown: true
    case .left, .right: false
    }
  }
}
