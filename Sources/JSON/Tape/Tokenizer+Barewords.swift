extension Tokenizer {
  /// Parses the number at `position`.
  @inline(__always) mutating func number() -> Outcome? {
    let start = position
    var offset = start
    if bytes[offset] == 0x2D { offset &+= 1 }
    let whole = offset
    while bytes[offset] &- 0x30 < 10 { offset &+= 1 }
    let places = offset - whole
    if Tokenizer.endsBareword(bytes[offset]), places == 1 || (places > 1 && bytes[whole] != 0x30) {
      return endNumber(Word.Kind.number, start, offset)
    }
    return places > 0 ? fraction(start, whole, offset) : bareword()
  }

  /// Continues after the integer digits.
  private mutating func fraction(_ start: Int, _ whole: Int, _ end: Int) -> Outcome? {
    var offset = end
    guard bytes[offset] == 0x2E, end - whole == 1 || bytes[whole] != 0x30 else { return bareword() }
    offset += 1
    let point = offset
    while bytes[offset] &- 0x30 < 10 { offset += 1 }
    guard offset > point, Tokenizer.endsBareword(bytes[offset]) else { return bareword() }
    let isTiny = bytes[whole] == 0x30 && offset - point > 6 && (0..<6).allSatisfy { bytes[point + $0] == 0x30 }
    return endNumber(isTiny ? Word.Kind.oddNumber : Word.Kind.number, start, offset)
  }

  @inline(__always) private mutating func endNumber(_ kind: UInt64, _ start: Int, _ end: Int) -> Outcome? {
    if bytes[end] == 0 && end < count { return bareword() }
    if let outcome = endBareword(end) { return outcome }
    if kind == Word.Kind.oddNumber { dirty = end }
    push(kind, from: start, to: end)
    return nil
  }

  /// Accepts a bare word, unless it may continue beyond the buffer or runs into the next token.
  @inline(__always) private mutating func endBareword(_ end: Int) -> Outcome? {
    if end >= count {
      guard isFinal else { return .unfinished }
    } else if frames.isEmpty {
      let byte = bytes[end]
      if byte == 0x2C || byte == 0x3A || byte == 0x5D || byte == 0x7D { return .invalid }
    }
    position = end
    return nil
  }

  /// Parses `true`, `false`, `null` or anything that jq accepts as a number.
  mutating func bareword() -> Outcome? {
    let start = position
    if let (kind, length) = Tokenizer.name(UnsafeRawPointer(bytes + start)), start + length < count {
      if bytes[start + length] != 0, Tokenizer.endsBareword(bytes[start + length]) {
        if let outcome = endBareword(start + length) { return outcome }
        push(kind << 60)
        return nil
      }
    }
    var offset = start
    while offset < count, !Tokenizer.endsBareword(bytes[offset]) || bytes[offset] == 0 { offset += 1 }
    if offset == start { return .invalid }
    if offset >= count && !isFinal { return .unfinished }
    let word = UnsafeBufferPointer(start: bytes + start, count: offset - start)
    guard let kind = Tokenizer.kind(word) else { return .invalid }
    if let outcome = endBareword(offset) { return outcome }
    if kind >= Word.Kind.number {
      dirty = offset
      push(kind, from: start, to: start + NumberText.prefix(word).count)
    } else {
      push(kind << 60)
    }
    return nil
  }

  /// Recognises `true`, `false` or `null`; also returns its length.
  @inline(__always) private static func name(_ raw: UnsafeRawPointer) -> (UInt64, Int)? {
    switch raw.loadUnaligned(as: UInt32.self) {
    case 0x6C6C_756E: (Word.Kind.null, 4)
    case 0x6575_7274: (Word.Kind.true, 4)
    case 0x736C_6166 where raw.load(fromByteOffset: 4, as: UInt8.self) == 0x65: (Word.Kind.false, 5)
    default: nil
    }
  }

  /// The kind of tape word for a bare word.
  private static func kind(_ word: UnsafeBufferPointer<UInt8>) -> UInt64? {
    switch word.first {
    case 0x74: return word.elementsEqual("true".utf8) ? Word.Kind.true : nil
    case 0x66: return word.elementsEqual("false".utf8) ? Word.Kind.false : nil
    case 0x6E where word.count > 1 && word[1] == 0x75: return word.elementsEqual("null".utf8) ? Word.Kind.null : nil
    case 0x27: return nil
    default: return NumberText.value(NumberText.prefix(word)) == nil ? nil : Word.Kind.oddNumber
    }
  }

  /// Whether a byte ends a bare word: whitespace, punctuation, a quote, or the zero after the buffer.
  @inline(__always) static func endsBareword(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2C, 0x5D, 0x7D, 0x0A, 0x20, 0, 0x09, 0x0D, 0x22, 0x3A, 0x5B, 0x7B: true
    default: false
    }
  }
}
