import Diagnostics
import JSON

/// Parses JSON into values with source locations.
struct JSONReader {
  private let source: SourceText
  private let bytes: [UInt8]
  private var place = 0
  private var depth = 0
  private var values = 0
  private var repeated: [Diagnostic] = []

  init(_ source: SourceText) {
    self.source = source
    bytes = Array(source.text.utf8)
  }

  mutating func read() throws(Diagnostics) -> SourceNode {
    let node = try value()
    skipBlanks()
    guard place == bytes.count else { throw fault("unexpected text after the value") }
    if !repeated.isEmpty { throw Diagnostics(repeated) }
    return node
  }

  private mutating func value() throws(Diagnostics) -> SourceNode {
    skipBlanks()
    values += 1
    guard values <= SourceReading.mostValues else { throw SourceReading.tooMany(source, SourceRange(place, place + 1)) }
    switch peek {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""):
      let (text, range) = try string()
      return SourceNode(Value(text), text: text, range)
    default: return try word()
    }
  }

  private mutating func object() throws(Diagnostics) -> SourceNode {
    let start = place
    try enter()
    var members: [SourceNode.Member] = []
    var names: Set<String> = []
    while try next("}", isFirst: members.isEmpty) {
      guard peek == UInt8(ascii: "\"") else { throw fault("expected a name in quotes") }
      let (name, range) = try string()
      if !names.insert(name).inserted { repeated.append(SourceReading.repeated(name, source, range)) }
      skipBlanks()
      guard peek == UInt8(ascii: ":") else { throw fault("expected `:`") }
      place += 1
      members.append(SourceNode.Member(name: name, nameRange: range, value: try value()))
    }
    depth -= 1
    return SourceNode(object: members, SourceRange(start, place))
  }

  private mutating func array() throws(Diagnostics) -> SourceNode {
    let start = place
    try enter()
    var elements: [SourceNode] = []
    while try next("]", isFirst: elements.isEmpty) { elements.append(try value()) }
    depth -= 1
    return SourceNode(array: elements, SourceRange(start, place))
  }

  private mutating func enter() throws(Diagnostics) {
    depth += 1
    guard depth <= SourceReading.deepest else { throw SourceReading.tooDeep(source, place) }
    place += 1
  }

  /// Moves to the next element of a container. At the end, consumes the bracket and returns false.
  private mutating func next(_ end: Unicode.Scalar, isFirst: Bool) throws(Diagnostics) -> Bool {
    skipBlanks()
    if peek == UInt8(ascii: end) {
      place += 1
      return false
    }
    if isFirst { return true }
    guard peek == UInt8(ascii: ",") else { throw fault("expected `,` or `\(end)`") }
    place += 1
    skipBlanks()
    if peek == UInt8(ascii: end) { throw fault("expected a value after the comma") }
    return true
  }

  private mutating func string() throws(Diagnostics) -> (String, SourceRange) {
    let start = place
    place += 1
    var isPlain = true
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      if bytes[place] < 0x20 { throw fault("a line break or control character in a string") }
      if bytes[place] == UInt8(ascii: "\\") {
        isPlain = false
        place += 1
      }
      place += 1
    }
    guard place < bytes.count else { throw fault("the string is not closed", at: start) }
    place += 1
    let range = SourceRange(start, place)
    if isPlain { return (String(decoding: bytes[(start + 1)..<(place - 1)], as: UTF8.self), range) }
    guard let text = (try? Value.parse(utf8: Array(bytes[start..<place])))?.string else {
      throw SourceReading.fault("this string has an escape that JSON does not know", source, range)
    }
    return (text, range)
  }

  /// Parses a number, `true`, `false` or `null`.
  private mutating func word() throws(Diagnostics) -> SourceNode {
    let start = place
    while place < bytes.count, !" \t\r\n,:[]{}\"".utf8.contains(bytes[place]) { place += 1 }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    let range = SourceRange(start, max(place, start + 1))
    let isValue = ["true", "false", "null"].contains(text) || "-0123456789".contains(text.first ?? " ")
    guard isValue, let value = try? Value.parse(text) else {
      throw SourceReading.fault(place == start ? "expected a value" : "`\(text)` is not a value", source, range)
    }
    return SourceNode(value, text: text, range)
  }

  private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipBlanks() {
    while place < bytes.count, " \t\r\n".utf8.contains(bytes[place]) { place += 1 }
  }

  private func fault(_ message: String, at offset: Int? = nil) -> Diagnostics {
    let offset = min(offset ?? place, bytes.count)
    return SourceReading.fault(message, source, SourceRange(offset, min(offset + 1, bytes.count)))
  }
}
