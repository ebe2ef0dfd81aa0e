/// Parses JSON texts from a growing buffer onto a tape; parsing can resume where the buffer ended.
///
/// It accepts exactly what jq accepts. For anything else, `Scanner` produces jq's error message.
struct Tokenizer {
  /// The result of parsing.
  enum Outcome {
    /// A complete text, with the tape index of its value.
    case value(Int)
    /// The buffer ends within a text.
    case unfinished
    /// The buffer ends between two texts.
    case end
    /// The text that starts at `textStart` is not valid JSON.
    case invalid
  }

  /// What is expected next.
  enum Expectation {
    case text, value, firstElement, firstKey, key, colon, separator
  }

  /// The maximum number of enclosing containers, and of keys with a pending value, around a container.
  static let deepest = 10_000
  /// Objects with more keys are checked for repeated keys only at their end.
  static let fewKeys = 24

  var bytes: UnsafeMutablePointer<UInt8>
  var count: Int
  var room: Int
  var tape: UnsafeMutablePointer<UInt64>
  var words = 0
  var wordRoom: Int
  var position = 0
  /// The start of the current text, in the buffer and on the tape.
  var textStart = 0
  var tapeStart = 0
  /// Whether the buffer contains the end of the input.
  var isFinal = false
  var expectation = Expectation.text
  var frames = FrameStack()
  var depth = 0
  /// The offset after the last byte so far that compact printing would change.
  var dirty = -1
  /// The state of a string that continues beyond the buffer.
  var halfString = HalfString()

  /// The part of a string that has been scanned.
  struct HalfString {
    var start = -1
    var scanned = 0
    var flags = StringFlags()
  }

  /// Properties of a string found so far.
  struct StringFlags {
    var hasEscape = false
    var isOdd = false
    var needsCheck = false
  }

  init(room: Int) {
    self.room = room
    bytes = Memory.bytes(room)
    count = 0
    wordRoom = max(room / 8, 16)
    tape = Memory.words(wordRoom)
  }
}

extension Tokenizer {
  /// Parses up to the end of the next text.
  mutating func next() -> Outcome {
    while true {
      skipBlanks()
      if position >= count {
        if expectation == .text { return .end }
        return isFinal ? .invalid : .unfinished
      }
      let byte = bytes[position]
      switch expectation {
      case .text:
        textStart = position
        tapeStart = words
        if let outcome = value(byte) { return outcome }
        if expectation == .text { return .value(tapeStart) }
      case .value:
        if let outcome = value(byte) { return outcome }
      case .firstElement:
        if byte == 0x5D {
          if let outcome = close(0x5D) { return outcome }
        } else if let outcome = value(byte) {
          return outcome
        }
      case .firstKey:
        if byte == 0x7D {
          if let outcome = close(0x7D) { return outcome }
        } else if let outcome = key(byte) {
          return outcome
        }
      case .key:
        if let outcome = key(byte) { return outcome }
      case .colon:
        guard byte == 0x3A else { return .invalid }
        position += 1
        expectation = .value
      case .separator:
        if byte == 0x2C {
          position += 1
          if let outcome = afterComma() { return outcome }
        } else if let outcome = close(byte) {
          return outcome
        }
      }
    }
  }

  /// Fast path after a comma: continues if neither whitespace nor the end of the buffer follows.
  @inline(__always) private mutating func afterComma() -> Outcome? {
    expectation = .value
    if frames.top.isObject {
      expectation = .key
      guard bytes[position] == 0x22 else { return nil }
      if let outcome = key(0x22) { return outcome }
      guard expectation == .value else { return nil }
    }
    let byte = bytes[position]
    return byte > 0x20 ? value(byte) : nil
  }

  @inline(__always) private mutating func skipBlanks() {
    while true {
      let byte = bytes[position]
      guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      position += 1
      dirty = position
    }
  }

  /// Parses a scalar or opens a container; returns an outcome only if the text cannot continue.
  @inline(__always) private mutating func value(_ byte: UInt8) -> Outcome? {
    switch byte {
    case 0x22:
      if let outcome = string() { return outcome }
      endValue()
    case 0x5B, 0x7B:
      guard depth < Tokenizer.deepest else { return .invalid }
      let isObject = byte == 0x7B
      frames.push(FrameStack.Frame(start: words, isObject: isObject))
      depth += isObject ? 2 : 1
      push(0)
      push(Word.source(Word.Kind.extent, offset: position, length: Int(Word.longLength)))
      position += 1
      expectation = isObject ? .firstKey : .firstElement
    case 0x2D, 0x30...0x39:
      if let outcome = number() { return outcome }
      endValue()
    default:
      if let outcome = bareword() { return outcome }
      endValue()
    }
    return nil
  }

  @inline(__always) private mutating func endValue() {
    if frames.isEmpty {
      expectation = .text
    } else {
      expectation = .separator
      frames.top.count &+= 1
    }
  }

  /// Parses a key.
  @inline(__always) private mutating func key(_ byte: UInt8) -> Outcome? {
    guard byte == 0x22 else { return .invalid }
    let place = words
    if let outcome = string() { return outcome }
    note(keyAt: place)
    if bytes[position] == 0x3A {
      position += 1
      expectation = .value
    } else {
      expectation = .colon
    }
    return nil
  }

  /// Closes the innermost container.
  private mutating func close(_ byte: UInt8) -> Outcome? {
    guard !frames.isEmpty else { return .invalid }
    let frame = frames.top
    guard byte == (frame.isObject ? 0x7D : 0x5D) else { return .invalid }
    frames.pop()
    depth -= frame.isObject ? 2 : 1
    position += 1
    var count = frame.count
    if frame.mayRepeat { count = mergeRepeatedKeys(frame) }
    closeExtent(frame)
    let kind = frame.isObject ? Word.Kind.object : Word.Kind.array
    tape[frame.start] = Word.container(kind, children: count, span: words - frame.start)
    endValue()
    return frames.isEmpty ? .value(tapeStart) : nil
  }

  /// Records the source range of a container that already has its printed form.
  @inline(__always) private mutating func closeExtent(_ frame: FrameStack.Frame) {
    let start = Word.offset(tape[frame.start + 1])
    if dirty <= start { tape[frame.start + 1] = Word.source(Word.Kind.extent, offset: start, length: position - start) }
  }

  @inline(__always) mutating func push(_ word: UInt64) {
    if words + 2 >= wordRoom { growTape() }
    tape[words] = word
    words &+= 1
  }

  @inline(__always) mutating func push(_ kind: UInt64, from start: Int, to end: Int) {
    let length = end - start
    push(Word.source(kind, offset: start, length: length))
    if length >= Int(Word.longLength) { push(Word.Kind.extra << 60 | UInt64(length)) }
  }

  private mutating func growTape() {
    let greater = wordRoom + wordRoom / 2 + 16
    let moved = Memory.words(greater)
    moved.update(from: tape, count: words)
    Memory.free(tape)
    tape = moved
    wordRoom = greater
  }
}
