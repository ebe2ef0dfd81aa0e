/// Reads JSON texts as the events of `jq --stream`: `[path, leaf]`, and `[path]` where a container ends.
///
/// Memory stays small whatever the size of a text. After an error `next` gives nil for ever.
public struct EventReader {
  private var scanner = Scanner(EventGrammar(), at: Place())
  private var byteOrderMark = ByteOrderMark()
  private var failure: ParseError?
  private var hasFailed = false
  private var taken = 0

  public init() {}

  /// The path to the place where reading stands.
  public var path: Value { .array(scanner.grammar.path) }

  /// Takes the next bytes of the input and reads all their events.
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

  /// Takes the next bytes of the input and reads all their events.
  public mutating func feed(_ bytes: [UInt8]) { bytes.withUnsafeBytes { feed($0) } }

  /// Says that the input ends here.
  public mutating func finish() {
    if !hasFailed, let error = scanner.finish() { fail(error) }
  }

  /// The next event; nil if there is none yet, or, once the input is finished, no more.
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
