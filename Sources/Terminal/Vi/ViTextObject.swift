/// A text object that an operator applies to: `iw`, `a"`, `i(`.
struct ViTextObject: Hashable {
  enum Extent: Hashable {
    /// Without quotes or brackets; for a word, without surrounding blanks.
    case inner
    case around
  }

  enum Kind: Hashable {
    case word(ViMotion.Words)
    case quotes(Unicode.Scalar)
    case brackets(open: Unicode.Scalar, close: Unicode.Scalar)
  }

  var extent: Extent
  var kind: Kind

  init(extent: Extent, kind: Kind) {
    self.extent = extent
    self.kind = kind
  }

  init?(extent: Extent, _ key: Unicode.Scalar) {
    switch key {
    case "w": self.init(extent: extent, kind: .word(.small))
    case "W": self.init(extent: extent, kind: .word(.big))
    case "\"", "'", "`": self.init(extent: extent, kind: .quotes(key))
    case "(", ")", "b": self.init(extent: extent, kind: .brackets(open: "(", close: ")"))
    case "[", "]": self.init(extent: extent, kind: .brackets(open: "[", close: "]"))
    case "{", "}", "B": self.init(extent: extent, kind: .brackets(open: "{", close: "}"))
    case "<", ">": self.init(extent: extent, kind: .brackets(open: "<", close: ">"))
    default: return nil
    }
  }

  /// Nil if there is no such object.
  func range(in buffer: EditBuffer, times: Int = 1) -> Range<Int>? {
    switch kind {
    case .word(let words): word(words, in: buffer, times: times)
    case .quotes(let quote): quoted(quote, in: buffer)
    case .brackets(let open, let close): bracketed(open, close, in: buffer, times: times)
    }
  }

  /// `aw` includes the blanks after the word or, if there are none, those before it.
  private func word(_ words: ViMotion.Words, in buffer: EditBuffer, times: Int) -> Range<Int>? {
    guard var range = buffer.word(words) else { return nil }
    for _ in 1..<max(1, extent == .inner ? times : 2 * times) {
      var next = buffer
      next.move(to: range.upperBound)
      guard range.upperBound < buffer.lineEnd, let part = next.word(words) else { break }
      range = range.lowerBound..<part.upperBound
    }
    guard extent == .around, !isBlank(range.lowerBound, buffer), !isBlank(range.upperBound - 1, buffer) else {
      return range
    }
    return blanksBefore(range.lowerBound, in: buffer)..<range.upperBound
  }

  /// The quotes around the cursor, otherwise the next ones in the line, otherwise the previous ones. `a"` includes
  /// blanks as `aw` does.
  private func quoted(_ quote: Unicode.Scalar, in buffer: EditBuffer) -> Range<Int>? {
    var places: [Int] = []
    var index = buffer.lineStart
    while index < buffer.lineEnd {
      if buffer.text[index] == "\\" {
        index += 1
      } else if buffer.text[index] == quote {
        places.append(index)
      }
      index += 1
    }
    let pairs = stride(from: 0, to: places.count - 1, by: 2).map { places[$0]...places[$0 + 1] }
    guard let pair = pairs.first(where: { $0.upperBound >= buffer.cursor }) ?? pairs.last else { return nil }
    guard extent == .around else { return (pair.lowerBound + 1)..<pair.upperBound }
    var end = pair.upperBound + 1
    while end < buffer.lineEnd, isBlank(end, buffer) { end += 1 }
    let hasBlanksAfter = end > pair.upperBound + 1
    return (hasBlanksAfter ? pair.lowerBound : blanksBefore(pair.lowerBound, in: buffer))..<end
  }

  private func bracketed(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, in buffer: EditBuffer, times: Int
  ) -> Range<Int>? {
    let text = buffer.text
    let isOnOpening = buffer.cursor < text.count && text[buffer.cursor] == open
    var start = buffer.cursor + (isOnOpening ? 1 : 0)
    for _ in 0..<times {
      guard let found = Brackets.open(of: open, close, in: text, before: start) else { return nil }
      start = found
    }
    guard let end = Brackets.close(of: open, close, in: text, after: start) else { return nil }
    return extent == .inner ? (start + 1)..<end : start..<(end + 1)
  }

  private func isBlank(_ index: Int, _ buffer: EditBuffer) -> Bool { buffer.text[index].properties.isWhitespace }

  private func blanksBefore(_ index: Int, in buffer: EditBuffer) -> Int {
    var start = index
    while start > buffer.lineStart, isBlank(start - 1, buffer) { start -= 1 }
    return start
  }
}
