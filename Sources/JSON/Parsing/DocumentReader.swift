/// Parses a sequence of JSON texts, NDJSON or simply concatenated, fed in chunks of any size.
///
/// Texts that arrive together share a document. After an error, `next` always returns nil. Copies share the same
/// position in the input.
public struct DocumentReader {
  /// Frees the tokenizer's memory together with the reader.
  private final class Buffer {
    var tokenizer: Tokenizer?

    deinit { tokenizer?.free() }
  }

  /// The maximum size of a document in bytes, so that every position on its tape fits in 32 bits.
  private static let greatestSize = 1 << 32
  private let buffer = Buffer()
  private var ready: [Value] = []
  /// The offset in the input at which each of them ends.
  private var ends: [Int] = []
  private var taken = 0
  /// The offset in the input, in bytes, at the end of the last value returned by `next`.
  public var offset: Int { taken > 0 ? ends[taken - 1] : lastEnd }
  private var lastEnd = 0
  private var failure: ParseError?
  private var hasFailed = false
  /// Continues with a rejected text up to the place where jq would reject it.
  private var diagnosis: Scanner<TextGrammar>?
  private var isFinished = false
  private let expected: Int
  private var greatestFeed = 0
  private var byteOrderMark = ByteOrderMark()
  /// The position of the first byte of the tokenizer's buffer.
  private var place = Place()

  /// Creates a reader.
  public init() { self.init(expecting: 0) }

  /// Creates a reader with room for an input of known size, in bytes.
  public init(expecting bytes: Int) { expected = bytes }

  /// Feeds the next bytes of the input.
  public mutating func feed(_ bytes: UnsafeRawBufferPointer) {
    guard !hasFailed, !isFinished else { return }
    greatestFeed = max(greatestFeed, bytes.count)
    let rest = byteOrderMark.strip(bytes)
    if diagnosis != nil {
      diagnose(UnsafeBufferPointer(start: rest.bindMemory(to: UInt8.self).baseAddress, count: rest.count))
      return
    }
    if buffer.tokenizer == nil { buffer.tokenizer = Tokenizer(room: max(rest.count, place.offset == 0 ? expected : 0)) }
    guard hasRoom(for: rest.count) else {
      return fail(ParseError(message: "Document too large", offset: rest.count, line: 1, column: 0))
    }
    buffer.tokenizer?.append(rest)
    if byteOrderMark.isMalformed { fail(ParseError(message: "Malformed BOM", offset: 0, line: 1, column: 0)) }
  }

  /// Feeds the next bytes of the input.
  public mutating func feed(_ bytes: [UInt8]) { bytes.withUnsafeBytes { feed($0) } }

  /// Lets `read` write up to `count` bytes of the input in place, like `read(2)`, and returns the number of bytes
  /// written.
  public mutating func feed<E>(
    upTo count: Int, _ read: (UnsafeMutableRawBufferPointer) throws(E) -> Int
  ) throws(E) -> Int {
    if byteOrderMark.isSettled, diagnosis == nil, !hasFailed, !isFinished, hasRoom(for: count) {
      if buffer.tokenizer == nil { buffer.tokenizer = Tokenizer(room: max(count, place.offset == 0 ? expected : 0)) }
      greatestFeed = max(greatestFeed, count)
      return try buffer.tokenizer?.append(upTo: count, read) ?? 0
    }
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
    defer { bytes.deallocate() }
    let written = min(max(try read(bytes), 0), count)
    feed(UnsafeRawBufferPointer(rebasing: bytes[..<written]))
    return written
  }

  private func hasRoom(for count: Int) -> Bool {
    (buffer.tokenizer?.count ?? 0) + count <= DocumentReader.greatestSize
  }

  /// Marks the end of the input.
  public mutating func finish() {
    isFinished = true
    finishDiagnosis()
    buffer.tokenizer?.isFinal = true
  }

  /// Returns the next value; nil if none is complete yet or, after `finish`, if there are no more.
  public mutating func next() throws(ParseError) -> Value? {
    if taken == ready.count { read() }
    if taken < ready.count {
      defer { taken += 1 }
      return ready[taken]
    }
    if let failure {
      self.failure = nil
      throw failure
    }
    return nil
  }

  /// Parses all complete texts in the buffer.
  private mutating func read() {
    ready.removeAll(keepingCapacity: true)
    lastEnd = offset
    ends.removeAll(keepingCapacity: true)
    taken = 0
    guard !hasFailed, var tokenizer = buffer.tokenizer.take() else { return }
    var roots: [Int] = []
    reading: while true {
      switch tokenizer.next() {
      case .value(let root):
        roots.append(root)
        ends.append(place.offset + tokenizer.position)
      case .end, .unfinished: break reading
      case .invalid:
        reject(tokenizer)
        break reading
      }
    }
    keep(&tokenizer, roots)
  }

  /// Creates a document from the complete texts, and keeps the bytes of an incomplete one.
  private mutating func keep(_ tokenizer: inout Tokenizer, _ roots: [Int]) {
    if roots.isEmpty && diagnosis == nil && tokenizer.isInsideText {
      buffer.tokenizer = tokenizer
      return
    }
    let rest = diagnosis != nil || isFinished ? nil : tokenizer.split(&place, room: greatestFeed)
    let document = tokenizer.makeDocument()
    ready.append(contentsOf: roots.lazy.map { document.value($0) })
    buffer.tokenizer = rest
  }

  private mutating func reject(_ tokenizer: Tokenizer) {
    let (text, place) = tokenizer.rejected(place)
    diagnosis = Scanner(TextGrammar(), at: place)
    diagnose(text)
    if isFinished { finishDiagnosis() }
  }

  private mutating func diagnose(_ bytes: UnsafeBufferPointer<UInt8>) {
    if let error = diagnosis?.read(bytes) { fail(error) }
  }

  private mutating func finishDiagnosis() {
    if !hasFailed, let error = diagnosis?.finish() { fail(error) }
  }

  private mutating func fail(_ error: ParseError) {
    hasFailed = true
    failure = error
  }
}
