extension Tokenizer {
  /// Checks whether the key at `place` already occurs in the innermost object.
  @inline(__always) mutating func note(keyAt place: Int) {
    let word = tape[place]
    let raw = UnsafeRawPointer(bytes + Word.offset(word))
    let length = word & Word.longLength
    var hash = raw.loadUnaligned(as: UInt64.self)
    if length < 8 {
      hash &= (1 &<< (length &* 8)) &- 1
    } else if length > 8 {
      hash ^= raw.loadUnaligned(fromByteOffset: Int(min(length, 1 << 12)) - 8, as: UInt64.self) &* 31
    }
    let bit = 1 as UInt64 &<< ((hash &+ length) &* 0x9E37_79B9_7F4A_7C15 &>> 58)
    let isNew = frames.top.keys & bit == 0 && Word.kind(word) == Word.Kind.string
    frames.top.keys |= bit
    if !isNew && !frames.top.mayRepeat { lookUp(keyAt: place) }
  }

  private mutating func lookUp(keyAt place: Int) {
    let isOdd = Word.kind(tape[place]) != Word.Kind.string
    if isOdd || frames.top.count >= Tokenizer.fewKeys {
      frames.top.mayRepeat = true
      return
    }
    var child = frames.top.start + Word.header
    while child < place {
      if tape[child] & Word.longLength == tape[place] & Word.longLength, isSame(child, place) {
        frames.top.mayRepeat = true
        return
      }
      child += Word.size(tape[child])
      child += Word.size(tape[child])
    }
  }

  private func isSame(_ left: Int, _ right: Int) -> Bool { Text.isSame(source(left), source(right)) }

  private func source(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let short = Int(tape[index] & Word.longLength)
    let length = short == Int(Word.longLength) ? Int(tape[index + 1] & 0xFFF_FFFF_FFFF_FFFF) : short
    return UnsafeBufferPointer(start: bytes + Word.offset(tape[index]), count: length)
  }

  /// Keeps the last value of each repeated key in the position of the first; returns the number of remaining members.
  mutating func mergeRepeatedKeys(_ frame: FrameStack.Frame) -> Int {
    var places: [Text: Int] = [:]
    var members: [(key: Int, value: Int)] = []
    var child = frame.start + Word.header
    while child < words {
      let value = child + Word.size(tape[child])
      let source = source(child)
      let key = Word.kind(tape[child]) == Word.Kind.string ? Text(validated: source) : StringText.unescape(source)
      if let place = places[key] {
        members[place].value = value
      } else {
        places[key] = members.count
        members.append((child, value))
      }
      child = value + Word.size(tape[value])
    }
    if members.count < frame.count { rewrite(members, from: frame.start + Word.header) }
    return members.count
  }

  private mutating func rewrite(_ members: [(key: Int, value: Int)], from start: Int) {
    dirty = position
    var kept: [UInt64] = []
    for (key, value) in members {
      for place in [key, value] {
        kept.append(contentsOf: UnsafeBufferPointer(start: tape + place, count: Word.size(tape[place])))
      }
    }
    for (index, word) in kept.enumerated() { tape[start + index] = word }
    words = start + kept.count
  }
}
