import JSON

/// All JSON readers agree, and printed output can be read again.
struct JSONTarget {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func check() throws(Finding) {
    let whole = documents(bytes, pieces: bytes.count)
    for size in [1, 3, 64] where size < bytes.count {
      let pieces = documents(bytes, pieces: size)
      try require(pieces == whole, "in pieces of \(size): \(pieces), whole: \(whole)")
    }
    try checkSingle(whole)
    try checkEvents(whole)
    try checkSequence(whole)
    for value in whole.values { try ValuePromises(value).check() }
  }

  /// `Value.parse` accepts text that contains one value.
  private func checkSingle(_ whole: Reading) throws(Finding) {
    let single = Result { () throws(ParseError) in try Value.parse(utf8: bytes) }
    switch single {
    case .success(let value):
      try require(whole.error == nil && whole.texts == [value.json()], "at once: \(value), the reader: \(whole)")
    case .failure(let error):
      try require(whole.error != nil || whole.values.count != 1, "refused: \(error), the reader accepts \(whole)")
      if let other = whole.error, whole.values.count < 2 { try require(error == other, "\(error), not \(other)") }
    }
  }

  /// The events of `--stream` match the values.
  private func checkEvents(_ whole: Reading) throws(Finding) {
    let streamed = events(bytes, pieces: bytes.count)
    let pieces = events(bytes, pieces: 2)
    try require(pieces == streamed, "events in pieces: \(pieces), whole: \(streamed)")
    guard whole.error == nil, isShallow else { return }
    let expected = whole.values.flatMap { leaves($0) }.map { $0.json() }
    // Members with a repeated key have events too.
    let isSame = streamed.texts == expected || streamed.values.count > expected.count
    try require(streamed.error == nil && isSame, "events: \(streamed), values: \(whole)")
  }

  /// A text after a record separator is the same text.
  private func checkSequence(_ whole: Reading) throws(Finding) {
    let raw = sequence(bytes, pieces: bytes.count)
    let pieces = sequence(bytes, pieces: 1)
    try require(pieces == raw, "sequence in pieces: \(pieces), whole: \(raw)")
    guard whole.error == nil, !bytes.contains(0x1E), !bytes.starts(with: [0xEF]) else { return }
    let record = sequence([0x1E] + bytes + [0x0A], pieces: bytes.count + 2)
    try require(record == whole, "sequence: \(record), reader: \(whole)")
  }

  /// Whether values are shallow enough that events, which contain their paths, stay few.
  private var isShallow: Bool { bytes.count { $0 == 0x5B || $0 == 0x7B } < 200 }
}

/// A reader's result for an input.
struct Reading: Equatable, CustomStringConvertible {
  var values: [Value] = []
  var error: ParseError?

  var texts: [String] { values.map { $0.json() } }
  var description: String { "\(texts) \(error?.message ?? "")" }

  static func == (left: Reading, right: Reading) -> Bool { left.error == right.error && left.texts == right.texts }

  /// Reads values up to the next nil or error.
  mutating func take(_ next: () throws(ParseError) -> Value?) {
    do throws(ParseError) {
      while let value = try next() { values.append(value) }
    } catch {
      self.error = error
    }
  }
}

func documents(_ bytes: [UInt8], pieces size: Int) -> Reading {
  var reader = DocumentReader()
  var reading = Reading()
  for piece in bytes.pieces(size) {
    reader.feed(piece)
    reading.take { () throws(ParseError) in try reader.next() }
  }
  reader.finish()
  reading.take { () throws(ParseError) in try reader.next() }
  return reading
}

func events(_ bytes: [UInt8], pieces size: Int) -> Reading {
  var reader = EventReader()
  var reading = Reading()
  for piece in bytes.pieces(size) {
    reader.feed(piece)
    reading.take { () throws(ParseError) in try reader.next() }
  }
  reader.finish()
  reading.take { () throws(ParseError) in try reader.next() }
  return reading
}

/// Errors do not end a sequence; the last one counts.
func sequence(_ bytes: [UInt8], pieces size: Int) -> Reading {
  var reader = SequenceReader()
  var reading = Reading()
  func takeAll() {
    var errors = 0
    repeat {
      let before = reading.error
      reading.error = nil
      reading.take { () throws(ParseError) in try reader.next() }
      errors = reading.error == nil ? 0 : errors + 1
      reading.error = reading.error ?? before
    } while errors > 0
  }
  for piece in bytes.pieces(size) {
    reader.feed(piece)
    takeAll()
  }
  reader.finish()
  takeAll()
  return reading
}

extension [UInt8] {
  fileprivate func pieces(_ size: Int) -> [[UInt8]] {
    stride(from: 0, to: count, by: Swift.max(1, size)).map { Array(self[$0..<Swift.min(count, $0 + size)]) }
  }
}
