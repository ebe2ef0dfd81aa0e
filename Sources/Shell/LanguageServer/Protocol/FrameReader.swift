/// Splits a byte stream into message bodies (LSP 3.17, "Base protocol"). Performs no I/O.
///
/// Bytes that are not a header are skipped, so that a malformed frame does not affect the following ones.
struct FrameReader {
  enum Frame: Equatable {
    case body([UInt8])
    /// Bytes were skipped, and why.
    case fault(String)
  }

  /// The maximum length of a body; a greater length is treated as an error in the header.
  static let longestBody = 256 << 20
  /// The maximum length of a header line.
  static let longestLine = 8 << 10

  private var bytes: [UInt8] = []
  private var start = 0
  /// The length given in the current header.
  private var length: Int?
  private var isInBody = false
  private var fault: String?

  mutating func feed(_ more: some Sequence<UInt8>) {
    if start > 0 {
      bytes.removeFirst(start)
      start = 0
    }
    bytes.append(contentsOf: more)
  }

  /// The next complete frame; nil until more bytes are fed.
  mutating func next() -> Frame? {
    while true {
      if isInBody { return body() }
      guard let line = line() else { return overlongLine() }
      if let frame = read(line) { return frame }
    }
  }

  private mutating func body() -> Frame? {
    guard let length, bytes.count - start >= length else { return nil }
    let body = Array(bytes[start..<(start + length)])
    start += length
    self.length = nil
    isInBody = false
    return .body(body)
  }

  /// A header line without its line ending.
  private mutating func line() -> ArraySlice<UInt8>? {
    guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    let line = bytes[start..<end]
    start = end + 1
    return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
  }

  /// Discards bytes that cannot be a header.
  private mutating func overlongLine() -> Frame? {
    guard bytes.count - start > Self.longestLine else { return nil }
    start = bytes.count
    return fault == nil ? .fault("a header's line is too long") : nil
  }

  private mutating func read(_ line: ArraySlice<UInt8>) -> Frame? {
    if line.isEmpty { return endOfHeader() }
    let text = String(decoding: line.prefix(80), as: UTF8.self)
    guard let place = Self.place(in: line) else {
      if !line.contains(UInt8(ascii: ":")) { fault = "`\(text)` is not a header" }
      return nil
    }
    // If the previous body was longer than announced, the next header follows on the same line.
    if place > line.startIndex { fault = "`\(text)` is not a header" }
    let digits = line[(place + Self.name.count)...].drop { $0 == UInt8(ascii: " ") }
    length = Int(String(decoding: digits, as: UTF8.self)).flatMap { (0...Self.longestBody).contains($0) ? $0 : nil }
    if length == nil { fault = "`\(text)` is not a length" }
    return nil
  }

  private static let name = Array("content-length:".utf8)

  /// The index of the last header with that name, ignoring case.
  private static func place(in line: ArraySlice<UInt8>) -> Int? {
    let lowered = line.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    guard lowered.count >= name.count else { return nil }
    return (0...(lowered.count - name.count)).last { lowered[$0...].starts(with: name) }.map { line.startIndex + $0 }
  }

  /// Reports a fault first; the body follows if the header had a valid length.
  private mutating func endOfHeader() -> Frame? {
    defer { fault = nil }
    isInBody = length != nil
    if let fault { return .fault(fault) }
    return isInBody ? nil : .fault("a header has no Content-Length")
  }
}
