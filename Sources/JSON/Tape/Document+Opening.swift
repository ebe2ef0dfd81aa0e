extension Document {
  /// Returns the container at `index`, with its children as values.
  @usableFromInline func open(_ index: UInt32) -> Value {
    isArray(index) ? .array(elements(of: index)) : .object(Object(storage: members(of: index)))
  }

  private func elements(of index: UInt32) -> [Value] {
    let count = count(index)
    return [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
      var child = Int(index) + Word.header
      if let base = buffer.baseAddress {
        for place in 0..<count {
          (base + place).initialize(to: value(child))
          child += Word.size(tape[child])
        }
      }
      initialized = count
    }
  }

  private func members(of index: UInt32) -> ObjectStorage {
    let count = count(index)
    let storage = ObjectStorage.make(room: count)
    var child = Int(index) + Word.header
    storage.fill(count) { member in
      let key = child
      let value = key + Word.size(tape[key])
      child = value + Word.size(tape[value])
      member.initialize(to: Member(key: text(key), value: self.value(value)))
    }
    return storage
  }

  /// Returns the element at a position; nil if out of range.
  @usableFromInline func element(_ position: Int, of index: UInt32) -> Value? {
    guard isArray(index), position >= 0, position < count(index) else { return nil }
    return value(place(ofElement: position, index))
  }

  /// Returns the value for a key; nil if it is missing.
  @usableFromInline func member(_ key: Text, of index: UInt32) -> Value? {
    guard !isArray(index) else { return nil }
    let isLarge = Word.children(tape[Int(index)]) >= Document.manyMembers
    let child = isLarge ? placeByHash(key, index) : key.withUTF8 { find($0, Int(index)) }
    return child.map(value)
  }

  /// Returns the tape index of the value for a key.
  private func find(_ key: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    let end = index + Word.span(tape[index])
    var child = index + Word.header
    while child < end {
      let word = tape[child]
      let value = child + Word.size(word)
      if Word.kind(word) == Word.Kind.string {
        if Text.isSame(source(child), key) { return value }
      } else if text(child).withUTF8({ Text.isSame($0, key) }) {
        return value
      }
      child = value + Word.size(tape[value])
    }
    return nil
  }
}
