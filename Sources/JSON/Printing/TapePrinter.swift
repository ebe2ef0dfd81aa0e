/// Prints a container directly from the tape of its document. Does not support sorted keys.
struct TapePrinter {
  private let document: Document
  private let tape: UnsafeMutablePointer<UInt64>
  private let bytes: UnsafeMutablePointer<UInt8>
  private let layout: Layout
  private let isASCII: Bool
  /// Whether containers may be copied from the source text.
  private let isCompact: Bool
  /// The number of containers around the value.
  private let depth: Int
  private var frames: [Frame] = []
  /// The innermost open container.
  private var frame = Frame(end: Int.max, isObject: false)

  private struct Frame {
    let end: Int
    let isObject: Bool
    var isFirst = true
  }

  init(_ document: Document, _ layout: Layout, depth: Int) {
    self.document = document
    tape = document.tape
    bytes = document.bytes
    self.layout = layout
    self.depth = depth
    isASCII = layout.format.ascii
    isCompact = layout.format == .compact
  }

  mutating func print(_ index: Int, to output: inout Output) {
    var place = value(index, &output)
    while frames.count > 0 {
      if place == frame.end {
        layout.breakLine(depth + frames.count - 1, &output)
        output.append(frame.isObject ? 0x7D : 0x5D)
        frame = frames.removeLast()
        continue
      }
      layout.separate(isFirst: frame.isFirst, depth + frames.count, &output)
      frame.isFirst = false
      if frame.isObject {
        string(place, &output)
        layout.colon(&output)
        place += Word.size(tape[place])
      }
      place = value(place, &output)
    }
  }

  /// Copies the source text of a container that already has the printed form.
  private func appendSource(_ index: Int, _ output: inout Output) -> Bool {
    let extent = tape[index + 1]
    guard extent & Word.longLength != Word.longLength else { return false }
    output.append(source(index + 1))
    return true
  }

  /// Prints a scalar or begins a container; returns the index to continue from.
  @inline(__always) private mutating func value(_ index: Int, _ output: inout Output) -> Int {
    let word = tape[index]
    if depth + frames.count > Printer.deepest {
      output.append("<skipped: too deep>")
      return index + Word.size(word)
    }
    switch Word.kind(word) {
    case Word.Kind.null: output.append("null")
    case Word.Kind.false: output.append("false")
    case Word.Kind.true: output.append("true")
    case Word.Kind.number: output.append(padded: source(index))
    case Word.Kind.oddNumber: Printer.appendNumber(document.value(index), to: &output)
    case Word.Kind.array: return begin(index, word, isObject: false, &output)
    case Word.Kind.object: return begin(index, word, isObject: true, &output)
    default: string(index, &output)
    }
    return index + Word.size(word)
  }

  @inline(__always) private func source(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let word = tape[index]
    let short = word & Word.longLength
    let length = short == Word.longLength ? tape[index + 1] & 0xFFF_FFFF_FFFF_FFFF : short
    return UnsafeBufferPointer(start: bytes + Word.offset(word), count: Int(truncatingIfNeeded: length))
  }

  private mutating func begin(_ index: Int, _ word: UInt64, isObject: Bool, _ output: inout Output) -> Int {
    if isCompact && appendSource(index, &output) { return index + Word.span(word) }
    output.append(isObject ? 0x7B : 0x5B)
    if Word.span(word) == Word.header {
      output.append(isObject ? 0x7D : 0x5D)
    } else {
      frames.append(frame)
      frame = Frame(end: index + Word.span(word), isObject: isObject)
    }
    return index + Word.header
  }

  @inline(__always) private func string(_ index: Int, _ output: inout Output) {
    let kind = Word.kind(tape[index])
    if isASCII || kind == Word.Kind.oddString {
      StringPrinting.append(document.text(index), ascii: isASCII, to: &output)
    } else {
      output.append(0x22)
      output.append(padded: source(index))
      output.append(0x22)
    }
  }
}
