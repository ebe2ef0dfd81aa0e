/// The texts that were cut, newest last. Consecutive cuts form a single entry.
struct KillRing {
  private var entries: [[Unicode.Scalar]] = []
  private var afterCut: EditBuffer?
  private var pasted: (range: Range<Int>, index: Int, after: EditBuffer)?
  private static let depth = 20

  /// Cuts the text between the cursor and an index.
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

  /// The newest text.
  var newest: [Unicode.Scalar]? { entries.last }

  /// An earlier text; 0 is the newest.
  func entry(back number: Int) -> [Unicode.Scalar]? {
    entries.indices.contains(entries.count - 1 - number) ? entries[entries.count - 1 - number] : nil
  }

  /// Adds a text that was not cut with `cut`.
  mutating func keep(_ text: [Unicode.Scalar]) {
    guard !text.isEmpty else { return }
    entries.append(text)
    if entries.count > Self.depth { entries.removeFirst() }
    afterCut = nil
  }

  /// Inserts the newest text.
  mutating func paste(into buffer: inout EditBuffer) {
    paste(entries.count - 1, replacing: buffer.cursor..<buffer.cursor, in: &buffer)
  }

  /// Replaces the text just inserted by the one before; returns false if the buffer has changed since.
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
