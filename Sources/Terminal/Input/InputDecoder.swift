/// Decodes terminal input to scalars and key codes.
struct InputDecoder {
  /// The result of decoding.
  enum Next: Hashable {
    case key(UInt32)
    /// More bytes are expected immediately.
    case incomplete
    case nothing
  }

  /// How to pass on a letter typed with Alt.
  enum AltStyle {
    /// As an ESC byte and the letter.
    case escapeByte
    /// As the escape key and the letter.
    case escapeKey
  }

  var altStyle = AltStyle.escapeByte
  /// The sequences bound by the user, which are passed on byte by byte.
  var literalSequences: Set<[UInt8]> = []
  private(set) var isPasting = false

  private var bytes: ArraySlice<UInt8> = []
  private var literals: ArraySlice<UInt8> = []
  private var pasted: [UInt8] = []

  mutating func feed(_ more: [UInt8]) {
    if bytes.isEmpty { bytes = more[...] } else { bytes += more }
  }

  /// Discards all bytes that have not been decoded.
  mutating func forget() {
    bytes = []
    literals = []
    pasted = []
    isPasting = false
  }

  /// Decodes the next key. `isComplete` means that no bytes follow soon, so that an ESC byte is the escape key.
  mutating func next(isComplete: Bool = false) -> Next {
    while true {
      if let byte = literals.popFirst() { return .key(UInt32(byte)) }
      if isPasting { return paste(isComplete) }
      guard let first = bytes.first else { return .nothing }
      let next = first == 0x1B ? escape(isComplete) : first < 0x80 ? take(1, .key(UInt32(first))) : scalar(isComplete)
      if let next { return next }
    }
  }

  /// Whether all bytes have been decoded.
  var isEmpty: Bool { bytes.isEmpty && literals.isEmpty }

  /// The next printable ASCII characters, if there are many.
  mutating func takeRun() -> [Unicode.Scalar]? {
    guard !isPasting, literals.isEmpty else { return nil }
    let run = bytes.prefix { (0x20..<0x7F).contains($0) }
    guard run.count >= Self.shortestRun else { return nil }
    bytes = bytes.dropFirst(run.count)
    return run.map { Unicode.Scalar($0) }
  }

  private static let shortestRun = 16

  /// The pasted text without control characters, with `
  /// ` as line breaks and none at the end.
  mutating func takePaste() -> [Unicode.Scalar] {
    defer { pasted = [] }
    var text: [Unicode.Scalar] = []
    var previous: Unicode.Scalar = " "
    for scalar in String(decoding: pasted, as: UTF8.self).unicodeScalars {
      if scalar == "\r" || (scalar == "\n" && previous != "\r") {
        text.append("\n")
      } else if scalar == "\t" || scalar.properties.generalCategory != .control {
        text.append(scalar)
      }
      previous = scalar
    }
    while text.last == "\n" { text.removeLast() }
    return text
  }
}

extension InputDecoder {
  private mutating func take(_ count: Int, _ next: Next?) -> Next? {
    bytes = bytes.dropFirst(count)
    return next
  }

  /// Nil if the sequence is unknown.
  private mutating func escape(_ isComplete: Bool) -> Next? {
    guard let second = bytes.dropFirst().first else {
      return isComplete ? take(1, .key(Key.escape.rawValue)) : .incomplete
    }
    switch second {
    case UInt8(ascii: "["), UInt8(ascii: "O"):
      guard let length = sequenceLength() else {
        return isComplete ? alt() : .incomplete
      }
      return sequence(length)
    // In vi mode, Esc and Enter typed quickly are two separate keys.
    case 0x0D where altStyle == .escapeByte, 0x0A where altStyle == .escapeByte:
      return take(2, .key(Key.newline.rawValue))
    case 0x1B where altStyle == .escapeByte: return altArrow(isComplete) ?? take(1, .key(Key.escape.rawValue))
    case 0x1B: return take(1, .key(Key.escape.rawValue))
    default: return alt()
    }
  }

  /// Some terminals send Alt with an arrow as ESC and the arrow.
  private mutating func altArrow(_ isComplete: Bool) -> Next? {
    let arrow = bytes.dropFirst().prefix(3)
    if arrow.count < 3, !isComplete, "\u{1B}[".utf8.starts(with: arrow) { return .incomplete }
    for (letter, key) in [("A", Key.altUp), ("B", .altDown), ("C", .wordRight), ("D", .wordLeft)]
    where arrow.elementsEqual("\u{1B}[\(letter)".utf8) {
      return take(4, .key(key.rawValue))
    }
    return nil
  }

  private mutating func alt() -> Next? {
    switch altStyle {
    case .escapeByte: take(1, .key(0x1B))
    case .escapeKey: take(1, .key(Key.escape.rawValue))
    }
  }

  /// The length of the sequence at the beginning; nil if it is incomplete.
  private func sequenceLength() -> Int? {
    let rest = bytes.dropFirst(2)
    if bytes[bytes.startIndex + 1] == UInt8(ascii: "O") { return rest.isEmpty ? nil : 3 }
    // The Linux console sends function keys as `ESC [ [ A`.
    if rest.first == UInt8(ascii: "[") { return rest.count > 1 ? 4 : nil }
    guard let end = rest.firstIndex(where: { !(0x20...0x3F).contains($0) }) else { return nil }
    return end - bytes.startIndex + 1
  }

  private mutating func sequence(_ length: Int) -> Next? {
    let sequence = Array(bytes.prefix(length))
    bytes = bytes.dropFirst(length)
    if literalSequences.contains(sequence) {
      literals = sequence[...]
      return nil
    }
    let final = sequence[length - 1]
    if sequence[2] == UInt8(ascii: "[") { return final == UInt8(ascii: "A") ? .key(Key.help.rawValue) : nil }
    if sequence[1] == UInt8(ascii: "O") {
      return final == UInt8(ascii: "M") ? .key(13) : Key.letter(final).map { .key($0.rawValue) }
    }
    let parameters = sequence[2..<(length - 1)].split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { UInt32(String(decoding: $0, as: UTF8.self)) ?? 0 }
    if final == UInt8(ascii: "~"), parameters.first == 200 {
      isPasting = true
      return nil
    }
    return Key.controlSequence(parameters, final: final).map { .key($0.rawValue) }
  }

  private mutating func paste(_ isComplete: Bool) -> Next {
    let terminator = Array("\u{1B}[201~".utf8)
    // The terminator may have been split between two reads.
    let searched = max(0, pasted.count - terminator.count)
    pasted += bytes
    bytes = []
    if let end = Self.firstIndex(of: terminator, in: pasted, from: searched) {
      bytes = pasted[(end + terminator.count)...]
      pasted.removeSubrange(end...)
    } else if !isComplete {
      return .incomplete
    }
    isPasting = false
    return .key(Key.paste.rawValue)
  }

  private static func firstIndex(of pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count >= start + pattern.count else { return nil }
    return (start...(bytes.count - pattern.count)).first { bytes[$0] == 0x1B && bytes[$0...].starts(with: pattern) }
  }

  /// Decodes a multi-byte scalar. Control scalars are ignored, since they could be mistaken for key codes.
  private mutating func scalar(_ isComplete: Bool) -> Next? {
    let lead = bytes[bytes.startIndex]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
    let continuation = bytes.dropFirst().prefix(length - 1).prefix { $0 & 0xC0 == 0x80 }
    let isCut = continuation.count < length - 1 && continuation.count + 1 == bytes.count
    if isCut, !isComplete { return .incomplete }
    let taken = Array(bytes.prefix(1 + continuation.count))
    let scalar = String(decoding: taken, as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}"
    return take(taken.count, scalar.value < 0xA0 ? nil : .key(scalar.value))
  }
}
