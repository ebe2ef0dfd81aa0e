/// Prints a container of a document straight from its tape; not for sorted keys.
struct TapePrinter {
  private struct Frame {
    let end: Int
    let isObject: Bool
    var isFirst = true
  }

  private let document: Document
  private let layout: Layout
  private let isASCII: Bool
  /// The number of containers around the value.
  private let depth: Int
  private var frames: [Frame] = []

  init(_ document: Document, _ layout: Layout, depth: Int) {
    self.document = document
    self.layout = layout
    self.depth = depth
    isASCII = layout.format.ascii
  }

  mutating func print(_ index: Int, to output: inout Output) {
    if layout.format == .compact, appendSource(index, &output) { return }
    var place = value(index, &output)
    while let frame = frames.last {
      let last = frames.count - 1
      if place == frame.end {
        frames.removeLast()
        layout.breakLine(depth + last, &output)
        output.append(frame.isObject ? 0x7D : 0x5D)
        continue
      }
      layout.separate(isFirst: frame.isFirst, depth + last + 1, &output)
      frames[last].isFirst = false
      if frame.isObject {
        string(place, &output)
        layout.colon(&output)
        place += Word.size(document.tape[place])
      }
      place = value(place, &output)
    }
  }

  /// Copies the source of a container that prints as it is written.
  private func appendSource(_ index: Int, _ output: inout Output) -> Bool {
    let extent = document.tape[index + 1]
    guard extent & Word.longLength != Word.longLength else { return false }
    output.append(document.source(index + 1))
    return true
  }

  /// Prints a scalar or begins a container; where to go on.
  @inline(__always) private mutating func value(_ index: Int, _ output: inout Output) -> Int {
    let word = document.tape[index]
    if depth + frames.count > Printer.deepest {
      output.append("<skipped: too deep>")
      return index + Word.size(word)
    }
    switch Word.kind(word) {
    case Word.Kind.null: output.append("null")
    case Word.Kind.false: output.append("false")
    case Word.Kind.true: output.append("true")
    case Word.Kind.number: output.append(padded: document.source(index))
    case Word.Kind.oddNumber: Printer.appendNumber(document.value(index), to: &output)
    case Word.Kind.array: return begin(index, word, isObject: false, &output)
    case Word.Kind.object: return begin(index, word, isObject: true, &output)
    default: string(index, &output)
    }
    return index + Word.size(word)
  }

  private mutating func begin(_ index: Int, _ word: UInt64, isObject: Bool, _ output: inout Output) -> Int {
    output.append(isObject ? 0x7B : 0x5B)
    let end = index + Word.span(word)
    if Word.span(word) == Word.header {
      output.append(isObject ? 0x7D : 0x5D)
    } else {
      frames.append(Frame(end: end, isObject: isObject))
    }
    return index + Word.header
  }

  @inline(__always) private func string(_ index: Int, _ output: inout Output) {
    let kind = Word.kind(document.tape[index])
    if isASCII || kind == Word.Kind.oddString {
      StringPrinting.append(document.text(index), ascii: isASCII, to: &output)
    } else {
      output.append(0x22)
      output.append(padded: document.source(index))
      output.append(0x22)
    }
  }
}
