/// Parses JSON texts that each begin with a record separator (RFC 7464), fed in chunks of any size.
///
/// After an error, it continues after the next separator, like `jq --seq`.
public struct SequenceReader {
  private static let separator: UInt8 = 0x1E

  private enum Item {
    case value(Value)
    case error(ParseError)
  }

  private var segment: [UInt8] = []
  private var hasBegun = false
  private var isFinished = false
  private var items: [Item] = []
  private var taken = 0
  /// The position of the first byte of the segment.
  private var place = Place()

  /// Creates a reader.
  public init() {}

  /// Feeds the next bytes of the input.
  public mutating func feed(_ bytes: UnsafeRawBufferPointer) {
    for part in bytes.split(separator: SequenceReader.separator, omittingEmptySubsequences: false) {
      if part.startIndex > bytes.startIndex { beginSegment() }
      segment.append(contentsOf: part)
    }
  }

  /// Feeds the next bytes of the input.
  public mutating func feed(_ bytes: [UInt8]) { bytes.withUnsafeBytes { feed($0) } }

  /// Marks the end of the input.
  public mutating func finish() {
    guard !isFinished else { return }
    isFinished = true
    if hasBegun {
      endSegment()
    } else {
      let scanner = skipped()
      items.append(.error(scanner.error("Unfinished abandoned text at EOF")))
    }
  }

  /// Returns the next value; nil if none is complete yet or, after `finish`, if there are no more.
  public mutating func next() throws(ParseError) -> Value? {
    guard taken < items.count else {
      items.removeAll(keepingCapacity: true)
      taken = 0
      return nil
    }
    defer { taken += 1 }
    switch items[taken] {
    case .value(let value): return value
    case .error(let error): throw error
    }
  }
}

extension SequenceReader {
  private mutating func beginSegment() {
    if hasBegun { endSegment() }
    hasBegun = true
    place = skipped().place
    place.advance(over: SequenceReader.separator)
    segment.removeAll(keepingCapacity: true)
  }

  /// Returns a scanner positioned after the segment.
  private func skipped() -> Scanner<TextGrammar> {
    var end = place
    segment.withUnsafeBufferPointer { end.advance(over: $0) }
    return Scanner(TextGrammar(), at: end)
  }

  /// Parses the texts of the segment; after an error, continues with the next byte.
  private mutating func endSegment() {
    var tokenizer = Tokenizer(room: segment.count)
    segment.withUnsafeBytes { tokenizer.append($0) }
    tokenizer.isFinal = isFinished
    var found: [Found] = []
    reading: while true {
      switch tokenizer.next() {
      case .value(let root): found.append(.root(root))
      case .end: break reading
      case .unfinished, .invalid:
        guard let (error, offset) = diagnose(tokenizer.textStart) else { break reading }
        found.append(.error(error))
        if offset > segment.count { break reading }
        tokenizer.restart(at: offset)
      }
    }
    append(found, tokenizer.makeDocument())
  }

  private enum Found {
    case root(Int)
    case error(ParseError)
  }

  private mutating func append(_ found: [Found], _ document: Document) {
    for item in found {
      switch item {
      case .root(let root): items.append(.value(document.value(root)))
      case .error(let error): items.append(.error(error))
      }
    }
    let isBlank = segment.last.map { [0x20, 0x09, 0x0A, 0x0D].contains($0) } ?? true
    guard isFinished, !isBlank, case .value(let value) = items.last, value.kind == .number else { return }
    items.removeLast()
    items.append(.error(skipped().error("Potentially truncated top-level numeric value at EOF")))
  }

  /// Returns the error in the text at `start` and the offset to continue from; the end of the segment if the error is
  /// there.
  private func diagnose(_ start: Int) -> (ParseError, Int)? {
    var begin = place
    segment.withUnsafeBufferPointer { begin.advance(over: UnsafeBufferPointer(rebasing: $0[..<start])) }
    var scanner = Scanner(TextGrammar(), at: begin)
    for offset in start..<segment.count {
      if let message = scanner.scan(segment[offset]) {
        return (scanner.error(message, " (need RS to resync)"), offset + 1)
      }
    }
    guard let error = isFinished ? scanner.finish() : truncation(&scanner) else { return nil }
    return (error, segment.count + 1)
  }

  /// Returns the error for a text that is cut off by a separator.
  private func truncation(_ scanner: inout Scanner<TextGrammar>) -> ParseError? {
    guard scanner.isInside else { return nil }
    let isNumber = scanner.endWord() == nil && scanner.grammar.endsWithNumber
    scanner.skip(SequenceReader.separator)
    return scanner.error(isNumber ? "Potentially truncated top-level numeric value" : "Truncated value")
  }
}
