extension Tokenizer {
  /// Appends bytes to the buffer.
  mutating func append(_ input: UnsafeRawBufferPointer) {
    if count + input.count > room { growBuffer(count + input.count) }
    if let base = input.baseAddress {
      UnsafeMutableRawPointer(bytes + count).copyMemory(from: base, byteCount: input.count)
    }
    count += input.count
    for offset in 0..<Memory.padding { bytes[count + offset] = 0 }
  }

  /// Lets `read` append up to `needed` bytes to the buffer.
  mutating func append<E>(
    upTo needed: Int, _ read: (UnsafeMutableRawBufferPointer) throws(E) -> Int
  ) throws(E) -> Int {
    if count + needed > room { growBuffer(count + needed) }
    let written = try read(UnsafeMutableRawBufferPointer(start: bytes + count, count: needed))
    count += min(max(written, 0), needed)
    for offset in 0..<Memory.padding { bytes[count + offset] = 0 }
    return written
  }

  /// Begins a new text and discards what was read of the last one.
  mutating func restart(at offset: Int) {
    words = tapeStart
    position = offset
    expectation = .text
    frames.removeAll()
    depth = 0
    halfString.start = -1
  }

  /// Parses an input that is exactly one text, without a byte order mark; nil for any other input.
  static func onlyValue(_ input: UnsafeRawBufferPointer) -> Value? {
    var tokenizer = Tokenizer(room: input.count)
    tokenizer.append(input)
    tokenizer.isFinal = true
    guard case .value(let root) = tokenizer.next(), case .end = tokenizer.next() else {
      tokenizer.free()
      return nil
    }
    return tokenizer.makeDocument().value(root)
  }

  /// Frees all memory.
  func free() {
    Memory.free(bytes)
    Memory.free(tape)
    frames.free()
  }

  /// Creates a document from what was read; consumes the tokenizer.
  consuming func makeDocument() -> Document {
    frames.free()
    return Document(bytes: bytes, tape: tape)
  }

  private mutating func growBuffer(_ needed: Int) {
    let greater = max(needed, room + room / 2)
    let moved = Memory.bytes(greater)
    moved.update(from: bytes, count: count)
    Memory.free(bytes)
    bytes = moved
    room = greater
  }

  /// Whether the buffer ends within a container or a string.
  var isInsideText: Bool { expectation != .text || halfString.start >= 0 }

  /// Moves an incomplete text to a new tokenizer with room for `room` more bytes, and advances `place` accordingly; nil
  /// if there is no incomplete text.
  mutating func split(_ place: inout Place, room: Int) -> Tokenizer? {
    let start = expectation == .text ? position : textStart
    place.advance(over: UnsafeBufferPointer(start: bytes, count: start))
    guard start < count else { return nil }
    var rest = Tokenizer(room: count - start + room)
    rest.append(UnsafeRawBufferPointer(start: bytes + start, count: count - start))
    if isInsideText { move(to: &rest, start) }
    return rest
  }

  /// Moves the state and the tape of the current text.
  private mutating func move(to rest: inout Tokenizer, _ start: Int) {
    for index in tapeStart..<words {
      let word = tape[index]
      let kind = Word.kind(word)
      let hasSource = (Word.Kind.number...Word.Kind.oddString).contains(kind) || kind == Word.Kind.extent
      rest.push(hasSource ? word - UInt64(start) << 24 : word)
    }
    rest.position = position - start
    rest.expectation = expectation
    rest.depth = depth
    rest.dirty = dirty - start
    rest.frames.append(frames, offset: tapeStart)
    if halfString.start >= 0 {
      let scanned = halfString.scanned - start
      rest.halfString = HalfString(start: halfString.start - start, scanned: scanned, flags: halfString.flags)
    }
  }

  /// Returns the current text and its start, given the position of the buffer.
  func rejected(_ place: Place) -> (text: UnsafeBufferPointer<UInt8>, place: Place) {
    var place = place
    place.advance(over: UnsafeBufferPointer(start: bytes, count: textStart))
    return (UnsafeBufferPointer(start: bytes + textStart, count: count - textStart), place)
  }
}
