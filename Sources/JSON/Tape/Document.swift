/// Parsed JSON texts: the source bytes and a flat tape of tokens. Immutable.
public final class Document: @unchecked Sendable {
  /// The input, followed by at least `Memory.padding` zero bytes.
  let bytes: UnsafeMutablePointer<UInt8>
  let tape: UnsafeMutablePointer<UInt64>
  /// Accessed only by `PlaceTables`, under its lock.
  var places = PlaceTables()

  /// Takes ownership of both allocations.
  init(bytes: UnsafeMutablePointer<UInt8>, tape: UnsafeMutablePointer<UInt64>) {
    self.bytes = bytes
    self.tape = tape
  }

  deinit {
    Memory.free(bytes)
    Memory.free(tape)
  }

  @usableFromInline func isArray(_ index: UInt32) -> Bool { Word.kind(tape[Int(index)]) == Word.Kind.array }

  /// The number of children of the container at `index`.
  @usableFromInline func count(_ index: UInt32) -> Int {
    let word = tape[Int(index)]
    let count = Word.children(word)
    if count < Word.manyChildren { return Int(count) }
    var total = 0
    var child = Int(index) + Word.header
    let end = Int(index) + Word.span(word)
    let isObject = Word.kind(word) == Word.Kind.object
    while child < end {
      if isObject { child += Word.size(tape[child]) }
      child += Word.size(tape[child])
      total += 1
    }
    return total
  }

  /// The source bytes of the string or number at `index`.
  @inline(__always) func source(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let word = tape[index]
    let short = word & Word.longLength
    let length = short == Word.longLength ? Int(tape[index + 1] & 0xFFF_FFFF_FFFF_FFFF) : Int(short)
    return UnsafeBufferPointer(start: bytes + Word.offset(word), count: length)
  }

  /// Returns the value at a tape index; containers stay lazy.
  func value(_ index: Int) -> Value {
    switch Word.kind(tape[index]) {
    case Word.Kind.null: .null
    case Word.Kind.false: .bool(false)
    case Word.Kind.true: .bool(true)
    case Word.Kind.number, Word.Kind.oddNumber: NumberText.value(source(index)) ?? .null
    case Word.Kind.string, Word.Kind.escapedString, Word.Kind.oddString: Value(text(index))
    default: .lazy(self, UInt32(truncatingIfNeeded: index))
    }
  }

  /// Returns the string at a tape index.
  func text(_ index: Int) -> Text {
    let source = source(index)
    if Word.kind(tape[index]) == Word.Kind.string { return Text(padded: source) }
    return StringText.unescape(source)
  }
}
