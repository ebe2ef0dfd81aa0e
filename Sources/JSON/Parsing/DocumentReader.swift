/// Reads JSON texts one after another, NDJSON or simply concatenated, fed in chunks of any size.
///
/// Texts that arrive together share one document. After an error `next` gives nil for ever. Copies share one place
/// in the input.
public struct DocumentReader {
  /// Frees the tokenizer's memory with the reader.
  private final class Buffer {
    var tokenizer: Tokenizer?

    deinit { tokenizer?.free() }
  }

  /// The most bytes that one document may have, so that every place on its tape fits in 32 bits.
  private static let greatestSize = 1 << 32
  private let buffer = Buffer()
  private var ready: [Value] = []
  /// Where each of them ends in the input.
  private var ends: [Int] = []
  private var taken = 0
  /// The number of bytes of the input up to the end of the value that `next` gave last.
  public var offset: Int { taken > 0 ? ends[taken - 1] : lastEnd }
  private var lastEnd = 0
  private var failure: ParseError?
  private var hasFailed = false
  /// Reads on in a text that was rejected, until the place where jq would reject it.
  private var diagnosis: Scanner<TextGrammar>?
  private var isFinished = false
  private let expected: Int
  private var greatestFeed = 0
  private var byteOrderMark = ByteOrderMark()
  /// The place of the first byte of the tokenizer's buffer.
  private var place = Place()

  public init() { self.init(expecting: 0) }

  /// A reader with room for an input of known size.
  public init(expecting bytes: Int) { expected = bytes }

  /// Takes the next bytes of the input.
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

  /// Takes the next bytes of the input.
  public mutating func feed(_ bytes: [UInt8]) { bytes.withUnsafeBytes { feed($0) } }

  /// Lets `read` write up to `count` bytes of the input in place, as `read(2)` does, and gives the number it wrote.
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

  /// Says that the input ends here.
  public mutating func finish() {
    isFinished = true
    finishDiagnosis()
    buffer.tokenizer?.isFinal = true
  }

  /// The next value; nil if there is none yet, or, once the input is finished, no more.
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

  /// Reads all whole texts of the buffer.
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

  /// Makes a document of the whole texts and keeps the bytes of an unfinished one.
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
