/// Converts bytes in chunks of any size to UTF-8. A byte order mark takes precedence over the given encoding and is
/// removed. Invalid bytes are errors and never become U+FFFD.
public struct TextDecoder {
  private var encoding: TextEncoding
  private var isBigEndian = false
  private var hasBegun = false
  /// The bytes of an incomplete character, or of a possible byte order mark.
  private var pending: [UInt8] = []
  private var line = 1

  /// Creates a decoder.
  public init(_ encoding: TextEncoding = .utf8) { self.encoding = encoding }

  /// Decodes the next bytes.
  public mutating func decode(_ bytes: [UInt8]) throws(EncodingFault) -> [UInt8] {
    if bytes.isEmpty { return [] }
    var input = pending.isEmpty ? bytes : pending + bytes
    pending = []
    if !hasBegun {
      guard input.count >= 4 || !mayBeMark(input[0]) else {
        pending = input
        return []
      }
      input = try begin(input)
    }
    return try decoded(input)
  }

  /// Decodes the remaining bytes; an incomplete character is an error.
  public mutating func finish() throws(EncodingFault) -> [UInt8] {
    let rest = pending
    pending = []
    if rest.isEmpty { return [] }
    let output = try decoded(hasBegun ? rest : try begin(rest))
    guard pending.isEmpty else { throw EncodingFault(reason: .incomplete(encoding), line: line) }
    return output
  }

  /// Decodes all bytes to a string.
  public static func string(_ bytes: [UInt8], _ encoding: TextEncoding = .utf8) throws(EncodingFault) -> String {
    String(decoding: try utf8(bytes, encoding), as: UTF8.self)
  }

  /// Converts all bytes to UTF-8.
  public static func utf8(_ bytes: [UInt8], _ encoding: TextEncoding = .utf8) throws(EncodingFault) -> [UInt8] {
    var decoder = TextDecoder(encoding)
    let output = try decoder.decode(bytes)
    let rest = try decoder.finish()
    return rest.isEmpty ? output : output + rest
  }
}

// MARK: Beginning

extension TextDecoder {
  private func mayBeMark(_ byte: UInt8) -> Bool {
    encoding == .utf16 || [0xEF, 0xFE, 0xFF].contains(byte) || EncodingFault.formats.contains { $0.start[0] == byte }
  }

  /// Checks for a byte order mark; returns the bytes after it.
  private mutating func begin(_ input: [UInt8]) throws(EncodingFault) -> [UInt8] {
    hasBegun = true
    if let fault = EncodingFault.binary(input[...]) { throw fault }
    if input.starts(with: [0xEF, 0xBB, 0xBF]) {
      encoding = .utf8
      return Array(input.dropFirst(3))
    }
    guard input.starts(with: [0xFE, 0xFF]) || input.starts(with: [0xFF, 0xFE]) else {
      isBigEndian = encoding == .utf16 && input[0] == 0
      return input
    }
    encoding = .utf16
    isBigEndian = input[0] == 0xFE
    return Array(input.dropFirst(2))
  }
}

// MARK: Encodings

extension TextDecoder {
  private mutating func decoded(_ input: [UInt8]) throws(EncodingFault) -> [UInt8] {
    if encoding == .utf16 { return try fromUTF16(input) }
    if let zero = input.firstIndex(of: 0) { throw fault(.zero, input[..<zero]) }
    let output = encoding == .utf8 ? try fromUTF8(input) : try fromSingleBytes(input)
    line += UTF8Validation.lineFeeds(output)
    return output
  }

  private mutating func fromUTF8(_ input: [UInt8]) throws(EncodingFault) -> [UInt8] {
    let count = input.withUnsafeBufferPointer(UTF8Validation.validCount)
    if count == input.count { return input }
    let rest = input[count...]
    guard UTF8Validation.isIncomplete(rest) else { throw fault(.invalid(input[count], .utf8), input[..<count]) }
    pending = Array(rest)
    return Array(input[..<count])
  }

  private func fromSingleBytes(_ input: [UInt8]) throws(EncodingFault) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(input.count + input.count / 8)
    for (index, byte) in input.enumerated() {
      guard byte >= 0x80 else {
        output.append(byte)
        continue
      }
      let scalar = 0x80...0x9F ~= byte ? special(byte) : UInt32(byte)
      guard scalar != 0 else { throw fault(.invalid(byte, encoding), input[..<index]) }
      UTF8Validation.append(scalar, to: &output)
    }
    return output
  }

  /// The character for a byte from 0x80 to 0x9F; 0 if there is none. In Latin-1 these are control characters, which do
  /// not occur in text files, so such a file is read as Windows-1252.
  private func special(_ byte: UInt8) -> UInt32 {
    encoding == .windows1252 ? TextDecoder.windows1252[Int(byte - 0x80)] : 0
  }

  private static let windows1252: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
    0x0178,
  ]

  private mutating func fromUTF16(_ input: [UInt8]) throws(EncodingFault) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(input.count)
    var index = 0
    while index + 1 < input.count {
      let first = unit(input, index)
      var scalar = UInt32(first)
      var length = 2
      if first & 0xF800 == 0xD800 {
        guard first < 0xDC00 else { throw EncodingFault(reason: .surrogate, line: line) }
        guard index + 3 < input.count else { break }
        let second = unit(input, index + 2)
        guard second & 0xFC00 == 0xDC00 else { throw EncodingFault(reason: .surrogate, line: line) }
        scalar = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF))
        length = 4
      }
      guard scalar != 0 else { throw EncodingFault(reason: .zero, line: line) }
      if scalar == 0x0A { line += 1 }
      UTF8Validation.append(scalar, to: &output)
      index += length
    }
    pending = Array(input[index...])
    return output
  }

  private func unit(_ input: [UInt8], _ index: Int) -> UInt16 {
    let (first, second) = (UInt16(input[index]), UInt16(input[index + 1]))
    return isBigEndian ? first << 8 | second : second << 8 | first
  }

  private func fault(_ reason: EncodingFault.Reason, _ before: ArraySlice<UInt8>) -> EncodingFault {
    EncodingFault(reason: reason, line: line + UTF8Validation.lineFeeds(Array(before)))
  }
}
