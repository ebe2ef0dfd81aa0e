extension Zone {
  /// Parses a TZif file of any version; nil if the bytes are invalid.
  public init?(name: String, tzif bytes: [UInt8]) {
    var reader = BigEndianReader(bytes)
    guard let first = Header(&reader) else { return nil }
    var header = first
    if first.version >= 2 {
      guard reader.skip(first.size(ofTime: 4)), let second = Header(&reader) else { return nil }
      header = second
    }
    guard let block = Block(header, &reader) else { return nil }
    let rule = first.version >= 2 ? reader.footer().flatMap(ZoneRule.init) : nil
    self.init(name: name, transitions: block.transitions, offsets: block.offsets, rule: rule)
  }

  /// The counts in the header of each block.
  private struct Header {
    let version: Int
    let isUTC: Int
    let isStandard: Int
    let leaps: Int
    let times: Int
    let types: Int
    let letters: Int

    init?(_ reader: inout BigEndianReader) {
      guard reader.take("TZif"), let version = reader.byte(), reader.skip(15), let isUTC = reader.count(),
        let isStandard = reader.count(), let leaps = reader.count(), let times = reader.count(),
        let types = reader.count(), let letters = reader.count(), types > 0
      else { return nil }
      self.version = version >= 0x32 ? Int(version - 0x30) : 1
      (self.isUTC, self.isStandard, self.leaps) = (isUTC, isStandard, leaps)
      (self.times, self.types, self.letters) = (times, types, letters)
    }

    var timeSize: Int { version >= 2 ? 8 : 4 }

    /// The length of the block in bytes, given the size of its times in bytes.
    func size(ofTime size: Int) -> Int {
      times * (size + 1) + types * 6 + letters + leaps * (size + 4) + isStandard + isUTC
    }
  }

  /// The transitions and offsets in a block.
  private struct Block {
    var transitions: [Int] = []
    var offsets: [Int] = []

    init?(_ header: Header, _ reader: inout BigEndianReader) {
      let size = header.timeSize
      for _ in 0..<header.times {
        guard let time = reader.integer(size) else { return nil }
        transitions.append(time)
      }
      var kinds: [Int] = []
      for _ in 0..<header.times {
        guard let kind = reader.byte(), kind < header.types else { return nil }
        kinds.append(Int(kind))
      }
      var types: [Int] = []
      for _ in 0..<header.types {
        guard let offset = reader.integer(4), reader.skip(2) else { return nil }
        types.append(offset)
      }
      guard reader.skip(header.letters + header.leaps * (size + 4) + header.isStandard + header.isUTC) else {
        return nil
      }
      offsets = [types[0]] + kinds.map { types[$0] }
    }
  }
}

/// Reads big-endian integers.
private struct BigEndianReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func take(_ text: StaticString) -> Bool {
    let wanted = text.withUTF8Buffer { Array($0) }
    guard bytes[place...].starts(with: wanted) else { return false }
    place += wanted.count
    return true
  }

  mutating func skip(_ count: Int) -> Bool {
    guard count <= bytes.count - place else { return false }
    place += count
    return true
  }

  mutating func byte() -> UInt8? {
    guard place < bytes.count else { return nil }
    place += 1
    return bytes[place - 1]
  }

  /// Reads a signed integer.
  mutating func integer(_ size: Int) -> Int? {
    guard size <= bytes.count - place else { return nil }
    let sign = bytes[place] >= 0x80 ? -1 : 0
    let number = bytes[place..<(place + size)].reduce(sign) { $0 << 8 | Int($1) }
    place += size
    return number
  }

  /// Reads a count, which must not exceed the number of bytes in the file.
  mutating func count() -> Int? { integer(4).flatMap { 0...bytes.count ~= $0 ? $0 : nil } }

  /// Reads the footer line.
  mutating func footer() -> String? {
    guard byte() == 0x0A else { return nil }
    return String(decoding: bytes[place...].prefix { $0 != 0x0A }, as: UTF8.self)
  }
}
