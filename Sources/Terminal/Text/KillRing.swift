/// What was cut out, the newest last. Cuts in a row make one entry.
struct KillRing {
  private var entries: [[Unicode.Scalar]] = []
  private var afterCut: EditBuffer?
  private var pasted: (range: Range<Int>, index: Int, after: EditBuffer)?
  private static let depth = 20

  /// Takes the text between the cursor and the index out of the buffer.
  mutating func cut(_ buffer: inout EditBuffer, to index: Int) {
    let continues = buffer == afterCut
    let isBackward = index < buffer.cursor
    let removed = buffer.remove(to: index)
    if continues, let last = entries.popLast() {
      entries.append(isBackward ? removed + last : last + removed)
    } else if !removed.isEmpty {
      entries.append(removed)
      if entries.count > Self.depth { entries.removeFirst() }
    }
    afterCut = buffer
  }

  /// The text that was cut or kept last.
  var newest: [Unicode.Scalar]? { entries.last }

  /// A text that was cut earlier, 0 being the newest.
  func entry(back number: Int) -> [Unicode.Scalar]? {
    entries.indices.contains(entries.count - 1 - number) ? entries[entries.count - 1 - number] : nil
  }

  /// Takes a text that was not cut by `cut`.
  mutating func keep(_ text: [Unicode.Scalar]) {
    guard !text.isEmpty else { return }
    entries.append(text)
    if entries.count > Self.depth { entries.removeFirst() }
    afterCut = nil
  }

  /// Puts the newest entry in.
  mutating func paste(into buffer: inout EditBuffer) {
    paste(entries.count - 1, replacing: buffer.cursor..<buffer.cursor, in: &buffer)
  }

  /// Exchanges what was just put in for the entry before; false when something else happened since.
  mutating func rotate(in buffer: inout EditBuffer) -> Bool {
    guard let pasted, pasted.after == buffer else { return false }
    paste(pasted.index == 0 ? entries.count - 1 : pasted.index - 1, replacing: pasted.range, in: &buffer)
    return true
  }

  private mutating func paste(_ index: Int, replacing range: Range<Int>, in buffer: inout EditBuffer) {
    guard entries.indices.contains(index) else { return }
    buffer.replace(range, with: entries[index])
    pasted = (range.lowerBound..<buffer.cursor, index, buffer)
  }
}
