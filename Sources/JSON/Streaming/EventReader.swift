/// Parses JSON texts into the events of `jq --stream`: `[path, leaf]`, and `[path]` at the end of a container.
///
/// Memory use is small regardless of the size of the text. After an error, `next` always returns nil.
public struct EventReader {
  private var scanner = Scanner(EventGrammar(), at: Place())
  private var byteOrderMark = ByteOrderMark()
  private var failure: ParseError?
  private var hasFailed = false
  private var taken = 0

  /// Creates a reader.
  public init() {}

  /// The path to the current position.
  public var path: Value { .array(scanner.grammar.path) }

  /// Feeds the next bytes of the input and parses all their events.
  public mutating func feed(_ bytes: UnsafeRawBufferPointer) {
    guard !hasFailed else { return }
    let rest = byteOrderMark.strip(bytes)
    if byteOrderMark.isMalformed {
      return fail(ParseError(message: "Malformed BOM", offset: 0, line: 1, column: 0))
    }
    for byte in rest {
      let count = scanner.grammar.events.count
      if let message = scanner.scan(byte) {
        scanner.grammar.events.removeSubrange(count...)
        return fail(scanner.error(message))
      }
    }
  }

  /// Feeds the next bytes of the input and parses all their events.
  public mutating func feed(_ bytes: [UInt8]) { bytes.withUnsafeBytes { feed($0) } }

  /// Marks the end of the input.
  public mutating func finish() {
    if !hasFailed, let error = scanner.finish() { fail(error) }
  }

  /// Returns the next event; nil if none is complete yet or, after `finish`, if there are no more.
  public mutating func next() throws(ParseError) -> Value? {
    if taken < scanner.grammar.events.count {
      defer { taken += 1 }
      return scanner.grammar.events[taken]
    }
    scanner.grammar.events.removeAll(keepingCapacity: true)
    taken = 0
    if let failure {
      self.failure = nil
      throw failure
    }
    return nil
  }

  private mutating func fail(_ error: ParseError) {
    hasFailed = true
    failure = error
  }
}
