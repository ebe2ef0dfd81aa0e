extension ViEditor {
  mutating func effect(of command: ViCommand, on buffer: inout EditBuffer, _ kills: inout KillRing) -> Effect {
    switch command.verb {
    case .move(let motion):
      guard let place = motion.destination(in: buffer, times: command.times) else { return .impossible }
      buffer.move(to: place)
      return .done
    case .apply(let part, let target): return apply(part, target, command, on: &buffer, &kills)
    case .insert(let place):
      buffer.open(place, indentation)
      return .insert
    case .replaceCharacter(let scalar): return replace(by: scalar, command.times, in: &buffer)
    case .putAfter, .putBefore:
      guard let text = registers.text(command.register, kills) else { return .impossible }
      buffer.put(text, command.times, isAfter: command.verb == .putAfter)
      return .done
    case .join: return join(command.times, &buffer)
    case .setMark(let letter):
      marks[letter] = buffer.cursor
      return .done
    case .overwrite, .repeatChange, .undo, .redo, .older, .newer, .searchOlder, .searchNewer, .searchAgain,
      .searchBack, .editExternally, .comment:
      return .elsewhere
    }
  }

  private mutating func apply(
    _ part: ViCommand.Operator, _ target: ViCommand.Target, _ command: ViCommand, on buffer: inout EditBuffer,
    _ kills: inout KillRing
  ) -> Effect {
    guard let range = range(of: target, part, command.times, in: buffer) else { return .impossible }
    guard !range.isEmpty || part == .change else { return .impossible }
    let text = Array(buffer.text[range])
    let kept = target.isLines ? Self.wholeLines(text) : text
    switch part {
    case .delete:
      registers.keep(kept, in: command.register, &kills)
      buffer.replace(range, with: [])
    case .change:
      registers.keep(kept, in: command.register, &kills)
      buffer.replace(range, with: [])
      return .insert
    case .yank:
      registers.keep(kept, in: command.register, &kills)
      if !target.isLines { buffer.move(to: range.lowerBound) }
    case .toggleCase, .lowerCase, .upperCase:
      buffer.replace(range, with: text.flatMap { part.inCase($0) })
      if target != .motion(.right) { buffer.move(to: range.lowerBound) }
    }
    return .done
  }

  /// A text in the form in which whole lines are stored.
  private static func wholeLines(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var lines = text[...]
    if lines.first == "\n" { lines.removeFirst() }
    if lines.last == "\n" { lines.removeLast() }
    return lines + ["\n"]
  }

  private func range(
    of target: ViCommand.Target, _ part: ViCommand.Operator, _ times: Int, in buffer: EditBuffer
  ) -> Range<Int>? {
    switch target {
    case .object(let object): return object.range(in: buffer, times: times)
    case .lines: return buffer.lines(times, withBreak: part == .delete)
    case .motion(.nextWord(let words)):
      let isBlank = buffer.cursor < buffer.text.count && buffer.text[buffer.cursor].properties.isWhitespace
      if part == .change, !isBlank, let word = buffer.word(words) {
        // `cw` does not change the blanks after the word.
        var end = EditBuffer(buffer.text, cursor: word.upperBound - 1)
        for _ in 1..<max(1, times) { end.move(to: end.wordEnd(words)) }
        return buffer.cursor..<min(end.cursor + 1, buffer.text.count)
      }
      guard let place = ViMotion.nextWord(words).destination(in: buffer, times: times) else { return nil }
      return buffer.cursor..<(buffer.cursor < buffer.lineEnd ? min(place, buffer.lineEnd) : place)
    case .motion(.place(let place, isLine: true)):
      let marked = EditBuffer(buffer.text, cursor: place)
      let first = marked.cursor < buffer.cursor ? marked : buffer
      let between = buffer.text[first.cursor..<max(marked.cursor, buffer.cursor)]
      return first.lines(between.count { $0 == "\n" } + 1, withBreak: part == .delete)
    case .motion(let motion):
      guard let place = motion.destination(in: buffer, times: times) else { return nil }
      let (start, end) = (min(place, buffer.cursor), max(place, buffer.cursor))
      return start..<(motion.isInclusive ? Scalars.characterEnd(in: buffer.text, from: end) : end)
    }
  }

  private func replace(by scalar: Unicode.Scalar, _ times: Int, in buffer: inout EditBuffer) -> Effect {
    guard let end = ViMotion.right.destination(in: buffer, times: times), end - buffer.cursor >= times else {
      return .impossible
    }
    buffer.replace(buffer.cursor..<end, with: Array(repeating: scalar, count: times))
    buffer.move(to: buffer.characterLeft)
    return .done
  }

  /// Joins N lines, at least two, into one.
  private func join(_ lines: Int, _ buffer: inout EditBuffer) -> Effect {
    guard buffer.lineEnd < buffer.text.count else { return .impossible }
    for _ in 1..<max(2, lines) where buffer.lineEnd < buffer.text.count {
      let end = buffer.lineEnd
      var next = end + 1
      while next < buffer.text.count, buffer.text[next] == " " || buffer.text[next] == "\t" { next += 1 }
      buffer.replace(end..<next, with: [" "])
      buffer.move(to: end)
    }
    return .done
  }
}

extension ViCommand.Target {
  /// Whether it covers whole lines.
  fileprivate var isLines: Bool {
    switch self {
    case .lines, .motion(.place(_, isLine: true)): true
    case .motion, .object: false
    }
  }
}

extension ViCommand.Operator {
  fileprivate func inCase(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    let properties = scalar.properties
    let isUpper =
      switch self {
      case .upperCase: true
      case .lowerCase: false
      case .toggleCase, .delete, .change, .yank: !properties.isUppercase
      }
    return Array((isUpper ? properties.uppercaseMapping : properties.lowercaseMapping).unicodeScalars)
  }
}

extension EditBuffer {
  /// Moves to where insertion begins, and adds a line if necessary.
  fileprivate mutating func open(_ place: ViCommand.Place, _ indentation: (EditBuffer) -> [Unicode.Scalar]) {
    switch place {
    case .cursor: break
    case .afterCursor: move(to: min(lineEnd, characterRight))
    case .lineStart: move(to: firstLetter)
    case .lineEnd: move(to: lineEnd)
    case .lineBelow:
      move(to: lineEnd)
      insert(["\n"] + indentation(self))
    case .lineAbove:
      let blanks = Array(text[lineStart..<firstLetter])
      move(to: lineStart)
      insert(blanks + ["\n"])
      move(to: characterLeft)
    }
  }

  /// The range of whole lines starting with the current one, optionally with the line break to delete.
  fileprivate func lines(_ count: Int, withBreak: Bool) -> Range<Int> {
    var end = lineEnd
    for _ in 1..<max(1, count) where end < text.count {
      end = text[(end + 1)...].firstIndex(of: "\n") ?? text.count
    }
    guard withBreak else { return lineStart..<end }
    return end < text.count ? lineStart..<(end + 1) : max(0, lineStart - 1)..<end
  }

  /// Inserts a text; whole lines become separate lines. The cursor moves to its last character.
  fileprivate mutating func put(_ scalars: [Unicode.Scalar], _ times: Int, isAfter: Bool) {
    let copies = Array(repeatElement(scalars, count: times).joined())
    guard scalars.last == "\n" else {
      if isAfter { move(to: min(lineEnd, characterRight)) }
      insert(copies)
      return move(to: characterLeft)
    }
    let start = isAfter ? lineEnd : lineStart
    move(to: start)
    insert(isAfter ? ["\n"] + copies.dropLast() : copies)
    move(to: isAfter ? start + 1 : start)
  }
}
