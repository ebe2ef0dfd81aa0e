extension Tokenizer {
  /// Parses the string whose opening quote is at `position`.
  @inline(__always) mutating func string() -> Outcome? {
    let start = position + 1
    let raw = UnsafeRawPointer(bytes)
    var offset = start
    var suspects: UInt64 = 0
    if halfString.start != start {
      while true {
        let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        let special = ByteScan.special(word)
        if special == 0 {
          suspects |= word | (word &+ ByteScan.ones)
          offset &+= 8
          continue
        }
        let below = special & (0 &- special) &- 1
        suspects |= (word | (word &+ ByteScan.ones)) & below
        offset &+= special.trailingZeroBitCount &>> 3
        break
      }
      if bytes[offset] == 0x22, suspects & ByteScan.highBits == 0, offset < count {
        push(Word.Kind.string, from: start, to: offset)
        position = offset + 1
        return nil
      }
      halfString.flags = StringFlags()
    } else {
      offset = halfString.scanned
    }
    if suspects & ByteScan.highBits != 0 { halfString.flags.needsCheck = true }
    return slowString(start, offset)
  }

  /// Continues with a string at the first byte that may be special.
  private mutating func slowString(_ start: Int, _ first: Int) -> Outcome? {
    var offset = first
    var flags = halfString.flags
    halfString.start = -1
    while true {
      offset = plainEnd(offset, &flags)
      let byte = bytes[offset]
      if offset >= count {
        halfString = HalfString(start: start, scanned: count, flags: flags)
        return isFinal ? .invalid : .unfinished
      }
      if byte == 0x22 { break }
      guard byte == 0x5C else { return .invalid }
      flags.hasEscape = true
      switch escape(offset, &flags) {
      case .some(let length) where offset + length <= count: offset += length
      case .some:
        halfString = HalfString(start: start, scanned: offset, flags: flags)
        return isFinal ? .invalid : .unfinished
      case .none: return .invalid
      }
    }
    if flags.needsCheck { check(start, offset, &flags) }
    let kind = flags.isOdd ? Word.Kind.oddString : flags.hasEscape ? Word.Kind.escapedString : Word.Kind.string
    if flags.isOdd { dirty = offset }
    push(kind, from: start, to: offset)
    position = offset + 1
    return nil
  }

  /// Returns the index of the next quote, backslash or control character.
  private func plainEnd(_ start: Int, _ flags: inout StringFlags) -> Int {
    var offset = start
    while true {
      let word = UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let special = ByteScan.special(word)
      let below = special == 0 ? UInt64.max : special & (0 &- special) &- 1
      if (word | (word &+ ByteScan.ones)) & below & ByteScan.highBits != 0 { flags.needsCheck = true }
      if special != 0 { return offset + special.trailingZeroBitCount / 8 }
      offset += 8
    }
  }

  /// Returns the length of the escape at `offset`; nil if it is malformed. It may extend beyond the buffer.
  private func escape(_ offset: Int, _ flags: inout StringFlags) -> Int? {
    if offset + 1 >= count { return 2 }
    switch bytes[offset + 1] {
    case 0x22, 0x5C, 0x62, 0x66, 0x6E, 0x72, 0x74: return 2
    case 0x2F:
      flags.isOdd = true
      return 2
    case 0x75:
      flags.isOdd = true
      return unicodeEscape(offset)
    default: return nil
    }
  }

  private func unicodeEscape(_ offset: Int) -> Int? {
    if offset + 6 > count { return 6 }
    let source = UnsafeBufferPointer(start: bytes, count: count)
    guard let unit = StringText.hex(source, offset + 2) else { return nil }
    guard (0xD800...0xDBFF).contains(unit) else { return 6 }
    if offset + 12 > count { return 12 }
    guard bytes[offset + 6] == 0x5C, bytes[offset + 7] == 0x75, let low = StringText.hex(source, offset + 8),
      (0xDC00...0xDFFF).contains(low)
    else { return nil }
    return 12
  }

  /// Checks for DEL and invalid UTF-8.
  private func check(_ start: Int, _ end: Int, _ flags: inout StringFlags) {
    let source = UnsafeBufferPointer(start: bytes + start, count: end - start)
    if source.contains(0x7F) || !UTF8Validation.isValid(source) { flags.isOdd = true }
  }
}
