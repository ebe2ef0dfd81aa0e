import COniguruma
import JSON

/// A compiled regular expression.
final class Regex {
  private let handle: OpaquePointer
  /// The names of the groups; nil for groups without a name.
  let names: [Text?]
  private var offsets: [Int32]

  /// Compiles a pattern; throws jq's error message.
  init(_ pattern: Text, _ options: RegexOptions) throws(Thrown) {
    var message = [CChar](repeating: 0, count: 256)
    let compiled = pattern.withUTF8 { bytes in
      conig_compile(bytes.baseAddress, bytes.count, options.flags, &message, message.count)
    }
    guard let compiled else { throw Regex.failure(message) }
    handle = compiled
    let groups = conig_groups(compiled)
    names = (0..<groups).map { group in
      var length: Int32 = 0
      guard let name = conig_group_name(compiled, group + 1, &length) else { return nil }
      return Text(utf8: UnsafeRawBufferPointer(start: name, count: Int(length)))
    }
    offsets = [Int32](repeating: -1, count: 2 * (Int(groups) + 1))
  }

  deinit { conig_free(handle) }

  private static func failure(_ message: [CChar]) -> Thrown {
    let bytes = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return Thrown(.text("Regex failure: " + String(decoding: bytes, as: UTF8.self)))
  }

  /// Calls `body` with the byte offsets of each match: start and end of the whole match, then of each group, -1 for
  /// groups that did not participate.
  func matches(
    in text: Text, isGlobal: Bool, _ body: ([Int32], UnsafeBufferPointer<UInt8>) throws(Thrown) -> Signal
  ) throws(Thrown) -> Signal {
    try text.withUTF8 { (bytes) throws(Thrown) -> Signal in
      var start = 0
      while start <= bytes.count {
        guard try search(bytes, from: start) else { return .proceed }
        let (begin, end) = (Int(offsets[0]), Int(offsets[1]))
        if begin == end { leaveCharacter(bytes) }
        let signal = try body(offsets, bytes)
        guard signal == .proceed, isGlobal else { return signal }
        // After an empty match, jq continues with the next byte, even within a character.
        start = end > begin ? end : end + 1
      }
      return .proceed
    }
  }

  /// Moves offsets within a character to its end, as jq does. Only empty matches have such offsets.
  private func leaveCharacter(_ bytes: UnsafeBufferPointer<UInt8>) {
    for index in offsets.indices {
      while offsets[index] > 0, offsets[index] < bytes.count, bytes[Int(offsets[index])] & 0xC0 == 0x80 {
        offsets[index] += 1
      }
    }
  }

  /// Whether the text contains a match.
  func isFound(in text: Text) throws(Thrown) -> Bool {
    try text.withUTF8 { (bytes) throws(Thrown) -> Bool in try search(bytes, from: 0) }
  }

  private func search(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) throws(Thrown) -> Bool {
    guard bytes.count < Int(Int32.max) else { throw Thrown(.text("Regex failure: the text is too long")) }
    var message = [CChar]()
    let status = offsets.withUnsafeMutableBufferPointer { offsets in
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { error in
        let status = conig_search(
          handle, bytes.baseAddress, bytes.count, start, offsets.baseAddress, error.baseAddress, error.count)
        if status < 0 { message = Array(error) }
        return status
      }
    }
    guard status >= 0 else { throw Regex.failure(message) }
    return status == 1
  }
}

/// jq's flags: `gimnpslx`.
struct RegexOptions: Hashable {
  var isGlobal = false
  var flags: UInt32 = 0

  /// Parses a string of flags; null means none.
  init(_ value: Value) throws(Thrown) {
    if value.isNull { return }
    guard let text = value.text else { throw Thrown(.operand(value, "is not a string")) }
    for letter in text.string.unicodeScalars {
      switch letter {
      case "g": isGlobal = true
      case "i": flags |= CONIG_IGNORECASE
      case "x": flags |= CONIG_EXTEND
      case "m": flags |= CONIG_MULTILINE
      case "s": flags |= CONIG_SINGLELINE
      case "p": flags |= CONIG_MULTILINE | CONIG_SINGLELINE
      case "l": flags |= CONIG_FIND_LONGEST
      case "n": flags |= CONIG_FIND_NOT_EMPTY
      default: throw Thrown(.text("\(text.string) is not a valid modifier string"))
      }
    }
  }
}

/// A cache of the patterns compiled by an evaluation.
final class RegexCache {
  private struct Key: Hashable {
    let pattern: Text
    let flags: UInt32
  }

  private var regexes: [Key: Regex] = [:]
  private var last: (key: Key, regex: Regex)?

  /// The maximum number of patterns kept.
  private static let capacity = 256

  func regex(_ pattern: Text, _ options: RegexOptions) throws(Thrown) -> Regex {
    let key = Key(pattern: pattern, flags: options.flags)
    if let last, last.key == key { return last.regex }
    let regex: Regex
    if let known = regexes[key] {
      regex = known
    } else {
      if regexes.count >= RegexCache.capacity { regexes.removeAll() }
      regex = try Regex(pattern, options)
      regexes[key] = regex
    }
    last = (key, regex)
    return regex
  }
}
